using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Samanvay.Adapters;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;

namespace Samanvay.Runtime.Feeds;

/// <summary>Finds the city's device for what a sender's device saw, and puts it through the observations'
/// lane.</summary>
public sealed class ObservationInlet(IntakeLane lane)
{
    // An index of PostgreSQL holds keys of at most 2700 bytes, of which the city and the sender need some.
    private const int NamesBytesMax = 2000;

    /// <summary>Null when the lane is full.</summary>
    internal async ValueTask<IEnumerable<FeedLine>?> TakeAsync(
        Inflow inflow, IEnumerable<Received> items, CancellationToken cancellation)
    {
        var found = items.SelectMany(item => Observations(item, inflow)).ToList();
        var signals = found.Select(one => one.Signal).OfType<SignalEvent>().ToList();
        var answers = new Queue<SignalAnswer>(
            await lane.SubmitAsync(inflow.Message.City, signals, cancellation));
        if (answers.Any(answer => answer is SignalsBusy)) return null;
        return
        [
            .. found.Select(one =>
                one.Signal is null ? one.Line : Answered(one.Line, answers.Dequeue(), inflow.Plan)),
        ];
    }

    private static IEnumerable<(FeedLine Line, SignalEvent? Signal)> Observations(Received item, Inflow inflow) =>
        item switch
        {
            Observation observation => [Bound(observation, inflow)],
            EntityReport report when inflow.Plan.Observed(report).ToList() is [_, ..] observed =>
                observed.Select(observation => Bound(observation, inflow)),
            // A thing that says what it is and nothing that could be measured.
            EntityReport report => [(Noted(report), null)],
            _ => throw new UnreachableException($"No observation in a {item.GetType().Name}."),
        };

    private static FeedLine Noted(EntityReport report) =>
        new(FeedOutcome.Noted, report.Place) { Id = report.Key.Id, Device = report.Entity };

    private static (FeedLine Line, SignalEvent? Signal) Bound(Observation observation, Inflow inflow)
    {
        var line = new FeedLine(FeedOutcome.Refused, observation.Place)
        {
            Id = observation.Key.Id,
            Device = observation.Device,
            Property = observation.Property,
            Unit = observation.Unit,
            Value = observation.Value,
            Time = observation.Time,
        };
        if (Unseen(observation) is { } unseen) return (line with { Problem = FeedRefusals.Unseen(unseen) }, null);
        if (!AreNames(observation.Key.Source, observation.Key.Id))
            return (line with { Problem = FeedRefusals.LongNames() }, null);
        var (plan, city) = (inflow.Plan, inflow.City);
        switch (plan.Find(observation))
        {
            case null when plan.Feed.LeavesOutUnbound:
            case { Target: null }:
                return (line with { Outcome = FeedOutcome.LeftOut }, null);

            // A category and its like, which nobody takes for a reading.
            case null when observation.IsOther:
                return (line with { Outcome = FeedOutcome.Noted }, null);

            // Only what should be in a datastream can come without a name. It may be bound, but not by a click.
            case null when observation.Device.Length == 0:
                return (line with { Problem = FeedRefusals.NoDatastream }, null);

            case null:
                return (line with { Problem = FeedRefusals.Unbound(observation, plan.Feed) }, null);

            case { Target: { } device } when observation is { IsOther: true, Value: null }:
                return (line with { Problem = FeedRefusals.NoNumber(observation), Target = device.Value }, null);

            case { Target: { } device } when !Reaches(city, inflow.Message, device):
                return (line with
                {
                    Problem = FeedRefusals.OutOfReach(device.Value),
                    Target = device.Value,
                    Place = PlaceOf(line, "subject", plan),
                }, null);

            case { Target: { } device }:
                return (line with { Target = device.Value }, new SignalEvent(
                    observation.Key.Source, observation.Key.Id, device.Value, observation.Time, observation.Value,
                    observation.Unit)
                {
                    Sender = inflow.Message.Sender,
                    At = ReportedRequest.PlaceOf(observation, plan.Feed, city),
                    Basis = observation.Basis,
                    Window = plan.Feed.Window,
                });
        }
    }

    /// <summary>Whether they are short enough to be a key of a table.</summary>
    public static bool AreNames(string one, string other) =>
        Encoding.UTF8.GetByteCount(one) + Encoding.UTF8.GetByteCount(other) <= NamesBytesMax;

    // A device that the key does not reach is answered like one that does not exist.
    private static bool Reaches(CitySnapshot city, FeedMessage message, DeviceId device) =>
        message.Key is { } key ? city.Reaches(key, device) : city.Setup.Devices.ContainsKey(device.Value);

    private static string? Unseen(Observation observation) => (
        from name in (ImmutableArray<(string What, string Text)>)
        [
            ("The source", observation.Key.Source), ("The id", observation.Key.Id),
            ("The name of the device", observation.Device), ("The property", observation.Property),
        ]
        where !PlainText.Is(name.Text)
        select name.What).FirstOrDefault();

    private static FeedLine Answered(FeedLine line, SignalAnswer answer, FeedPlan plan) => answer switch
    {
        SignalTaken { Trouble: { } trouble } => line with
        {
            Outcome = FeedOutcome.Taken,
            Problem = FeedRefusals.Of(new SignalRefused(SignalRefusals.NotJudged, trouble)),
        },
        SignalTaken => line with { Outcome = FeedOutcome.Taken },
        SignalDuplicate => line with { Outcome = FeedOutcome.Duplicate },
        // A server lists requests for as long as it likes: what is over is no mistake of it.
        SignalRefused { Kind: SignalRefusals.TooOld } when plan.Feed.Format == FeedFormat.Open311 => line with
        {
            Outcome = FeedOutcome.Noted,
        },
        SignalRefused refused => line with
        {
            Problem = FeedRefusals.Of(refused),
            Place = PlaceOf(line, refused.Field, plan),
        },
        _ => throw new UnreachableException("Busy is answered for the whole."),
    };

    // Only of an event the places of its fields are known.
    private static string PlaceOf(FeedLine line, string field, FeedPlan plan) =>
        field.Length == 0 || plan.Feed.Format != FeedFormat.CloudEvents ? line.Place : $"{line.Place}/{field}";
}
