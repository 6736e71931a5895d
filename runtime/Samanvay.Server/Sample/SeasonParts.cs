using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;

namespace Samanvay.Server.Sample;

/// <summary>What the season is played with.</summary>
internal sealed record SeasonParts(
    CityTime Time, IntakeLane Lane, SeasonPeople People, TimeProvider Host)
{
    public required IInboxStore Inbox { get; init; }

    public required ITimerStore Timers { get; init; }

    public required IObservationStore Observations { get; init; }
}
