using System.Collections.Immutable;

namespace Samanvay.Engine.Soundness;

/// <summary>What can happen in a drawing whatever the data say: every condition may hold or not, every outside event
/// may come or not.</summary>
/// <remarks>Van der Aalst's soundness is the last three properties together; safeness is asked beside it.</remarks>
public sealed record SoundnessReport
{
    /// <summary>No sequence flow ever holds two tokens of one run.</summary>
    public required SoundnessFinding Safeness { get; init; }

    /// <summary>From whatever state a run gets into, every pool can still come to its end, and no message that was sent
    /// is left unread.</summary>
    public required SoundnessFinding OptionToComplete { get; init; }

    /// <summary>As <see cref="OptionToComplete"/>, but messages may stay unread.</summary>
    public required SoundnessFinding OptionToCompleteIgnoringMessages { get; init; }

    /// <summary>No end event is reached by two tokens of one run.</summary>
    public required SoundnessFinding ProperCompletion { get; init; }

    /// <summary>Every activity and every event has a run in which it happens.</summary>
    public required SoundnessFinding NoDeadActivities { get; init; }

    /// <summary>How many states were looked at.</summary>
    public required int States { get; init; }

    public bool IsSound => OptionToComplete.Holds && ProperCompletion.Holds && NoDeadActivities.Holds;
}

public enum SoundnessVerdict
{
    Holds,
    Fails,

    /// <summary>The drawing has more states than were looked at, or something in it is not modelled.</summary>
    NotProven,
}

/// <param name="Elements">Where it fails: flows that hold two tokens, places where a run is stuck, what is
/// dead.</param>
/// <param name="CounterExample">A shortest run that leads there; empty where a property fails without one.</param>
public sealed record SoundnessFinding(
    SoundnessVerdict Verdict, ImmutableArray<string> Elements, ImmutableArray<SoundnessStep> CounterExample)
{
    public bool Holds => Verdict == SoundnessVerdict.Holds;

    internal static SoundnessFinding Good { get; } = new(SoundnessVerdict.Holds, [], []);

    internal static SoundnessFinding Unknown { get; } = new(SoundnessVerdict.NotProven, [], []);

    internal static SoundnessFinding Bad(IEnumerable<string> elements, ImmutableArray<SoundnessStep> run) =>
        new(SoundnessVerdict.Fails, [.. elements.Distinct().Order(StringComparer.Ordinal)], run);
}

/// <param name="Element">The node at which something happens.</param>
/// <param name="Flow">The way it takes, where it has a choice.</param>
public readonly record struct SoundnessStep(string Element, string? Flow = null);

/// <summary>How far a check looks.</summary>
/// <param name="States">More states than these are not looked at.</param>
/// <param name="Tokens">More tokens than these on one flow, or messages in one queue, are not looked at.</param>
/// <param name="Bytes">What the states may take in memory together.</param>
public sealed record SoundnessLimits(int States = 50_000, int Tokens = 3, long Bytes = 64L << 20)
{
    public static SoundnessLimits Default { get; } = new();
}
