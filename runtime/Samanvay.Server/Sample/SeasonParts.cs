using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;

namespace Samanvay.Server.Sample;

/// <summary>What the season is played with.</summary>
internal sealed record SeasonParts(
    CityTime Time, ClockJump Jump, IntakeLane Lane, SeasonPeople People, ITimerStore Timers);
