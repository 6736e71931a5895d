using System.Collections.Immutable;
using Samanvay.Adapters;
using Samanvay.Runtime.Intake;

namespace Samanvay.Runtime.Feeds;

/// <summary>What senders are told beyond what the adapters and the lane say.</summary>
internal static class FeedRefusals
{
    private const string Clause = "bindings of the feed";

    /// <summary>Nobody here takes in what the message tells.</summary>
    public const string NotTaken = "not-taken";

    /// <summary>It only says where an alert is.</summary>
    public const string OnlyALink = "only-a-link";

    /// <summary>Whatever the city changes, the message itself is not what is taken in.</summary>
    public static readonly ImmutableHashSet<string> ForGood =
        [OnlyALink, SignalRefusals.TooOld];

    public static readonly Refusal Unmapped = new(
        RefusalCodes.BadMapping, "mapping", "The mapping of this feed can not be used. Correct it in the feed.", "");

    public static readonly SignalRefused Busy = new(SignalRefusals.Busy, "The lane is full for the moment.");

    public static FeedProblem Of(Refusal refusal) => new(refusal.Code, refusal.Clause, refusal.Said);

    public static FeedProblem Of(SignalRefused refused) => new(refused.Kind, "judgement of the city", refused.Said);

    public static readonly FeedProblem NoDatastream = new(
        RefusalCodes.AttributeMissing, "OGC 18-088, section 8.2.7",
        "Nothing says which Datastream this observation belongs to. Send it with its Datastream, in a page of it, or "
            + "by MQTT to the topic of the Datastream.");

    public static FeedProblem NoNumber(Observation observation) => new(
        RefusalCodes.BadValue, Clause,
        $"{Named(observation)} is bound to a device and tells no number. Its sender must send a number, and nothing "
            + $"where the device has none.");

    public static FeedProblem Unbound(Observation observation, Feed feed) => feed.Format == FeedFormat.Open311
        ? new(
            SignalRefusals.UnknownDevice, Clause,
            $"This city takes no requests for the service {Short(observation.Device)}. An administrator of the city "
                + $"offers it under City, Signals; then send it again, or let it be run again.")
        : new(
            SignalRefusals.UnknownDevice, Clause,
            $"Nobody has said which device {Named(observation)} is. An administrator of the city binds it under City, "
                + $"Signals; then send it again, or let it be run again.");

    /// <summary>Said of a device that is not there as well: a key can not find out which.</summary>
    public static FeedProblem OutOfReach(string device) => new(
        SignalRefusals.UnknownDevice, Clause,
        $"This key reaches no device '{Short(device)}'. Register it in the city, or use its own key.");

    public static FeedProblem Unseen(string what) => new(
        SignalRefusals.BadAttribute, "names of the intake",
        $"{what} holds a character that can not be shown. Send plain text.");

    public static FeedProblem LongNames() => new(
        SignalRefusals.TooLarge, "names of the intake",
        "Source and id together are too long to be remembered. Send shorter ones.");

    public static FeedProblem NobodyTakes(Received item) => new(
        NotTaken, "intake of the city",
        $"This city does not take in a {item.GetType().Name}. Ask its administrator, or leave it out.");

    // Names come from outside: a whole one would be repeated to the sender and kept. No word stands between them, for
    // what is kept of a value is not said in another language.
    private static string Named(Observation observation) => observation.Property.Length == 0
        ? Short(observation.Device)
        : $"{Short(observation.Device)} / {Short(observation.Property)}";

    private static string Short(string name) => name.Length <= 64 ? name : $"{name.AsSpan(0, 63)}…";
}
