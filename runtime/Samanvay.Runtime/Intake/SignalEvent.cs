using NodaTime;
using Samanvay.Adapters;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// One observation from outside: the parts of its CloudEvent that the rules need, already checked for shape.
/// </summary>
/// <param name="Source">With <paramref name="Id"/> it names the event for ever; sent again it is a duplicate.</param>
/// <param name="Device">The device that saw it.</param>
/// <param name="Value">None when the device says that it has none.</param>
/// <param name="Unit">A UCUM code; absent means the device's own.</param>
public sealed record SignalEvent(string Source, string Id, string Device, Instant Time, decimal? Value, string? Unit)
{
    /// <summary>
    /// Whose key handed it in. A source is only a text that the sender writes: it names an event among those of the
    /// same sender, so that nobody can use up the names of another's events.
    /// </summary>
    public string Sender { get; init; } = "";

    /// <summary>Where it was, when that is not where the device stands: a person's report, which no device
    /// saw.</summary>
    public Place? At { get; init; }

    /// <summary>Whether the time is the device's own; else what stands in for it.</summary>
    public TimeBasis Basis { get; init; }

    /// <summary>How long it is recognised when it comes again, where its feed says so.</summary>
    public Duration? Window { get; init; }

    /// <summary>As states keep it: the same whether it comes from a sender or from what was stored.</summary>
    internal SignalEvent InMilliseconds()
    {
        var whole = Instant.FromUnixTimeMilliseconds(Time.ToUnixTimeMilliseconds());
        return whole == Time ? this : this with { Time = whole };
    }
}

/// <summary>What became of one observation. Every refusal is counted by its kind.</summary>
public abstract record SignalAnswer;

/// <summary>Stored and judged.</summary>
public sealed record SignalTaken : SignalAnswer
{
    /// <summary>Which rules could not judge it, in a sentence; absent where all could.</summary>
    public string? Trouble { get; init; }
}

/// <summary>It was taken in before; nothing happened again.</summary>
public sealed record SignalDuplicate : SignalAnswer;

/// <param name="Kind">One of <see cref="SignalRefusals"/>.</param>
/// <param name="Said">What is wrong and what to do.</param>
/// <param name="Field">The place in the event, as <c>data/unit</c>; empty for the event as a whole.</param>
public sealed record SignalRefused(string Kind, Sentence Said, string Field = "") : SignalAnswer
{
    /// <summary>In English, as programs are told.</summary>
    public string Message => Said.ToString();
}

/// <summary>The lane is full. Nothing was taken; send the whole batch again.</summary>
public sealed record SignalsBusy(Duration RetryAfter) : SignalAnswer;
