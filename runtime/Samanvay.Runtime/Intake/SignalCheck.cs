using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Runtime.Intake;

/// <summary>Whether an observation can be judged at all.</summary>
internal static class SignalCheck
{
    /// <summary>Why it can never be judged; its time is another question.</summary>
    /// <param name="device">None where the city does not have it.</param>
    public static SignalRefused? Refusal(SignalEvent signal, IntakeDevice? device)
    {
        if (device is null)
        {
            return new(
                SignalRefusals.UnknownDevice,
                $"There is no device {signal.Device} here. Register it, then send again.", "subject");
        }
        return RefusalOfValue(signal, device);
    }

    /// <summary>Whether it comes too early or too late to be judged.</summary>
    public static SignalRefused? RefusalOfTime(SignalEvent signal, Instant now, IntakeLimits limits)
    {
        if (signal.Time > now + limits.FutureMax)
        {
            return new(
                SignalRefusals.InTheFuture,
                $"The time lies in the future: here it is {ClockText.Format(now)}. Set the clock of the device.",
                "time");
        }
        var ageMax = limits.AgeMaxOf(signal);
        return signal.Time < now - ageMax
            ? new(
                SignalRefusals.TooOld,
                $"The time lies more than {ageMax.TotalHours:0} hours back: here it is {ClockText.Format(now)}."
                    + $" Send readings sooner, or set the clock of the device.",
                "time")
            : null;
    }

    private static SignalRefused? RefusalOfValue(SignalEvent signal, IntakeDevice device)
    {
        var unit = signal.Unit ?? device.Unit;
        if (Units.Convert(0, unit, device.Unit) is null)
        {
            return new(
                SignalRefusals.UnknownUnit,
                $"{unit} can not be read as {device.Unit}. Send a UCUM code of the same kind.", "data/unit");
        }
        return signal.Value is { } value && !Units.IsPossible(value, unit)
            ? new(
                SignalRefusals.ImpossibleValue,
                $"No sensor can read this in {unit}. Check the device, and whether the unit is the right one.",
                "data/value")
            : null;
    }
}

/// <summary>How much the lane takes on, and what it still believes.</summary>
public sealed record IntakeLimits
{
    public static IntakeLimits Default { get; } = new();

    /// <summary>Batches that may wait; one more is told to come again.</summary>
    public int QueueMax { get; init; } = 500;

    /// <summary>Observations that one transaction holds at most.</summary>
    public int BatchMax { get; init; } = 2000;

    public Duration FutureMax { get; init; } = Duration.FromMinutes(5);

    /// <summary>Older observations are refused.</summary>
    public Duration AgeMax { get; init; } = Duration.FromDays(7);

    /// <summary>
    /// How long an event is recognised when it comes again. Longer than <see cref="AgeMax"/>, so that what is forgotten
    /// is too old to be taken in.
    /// </summary>
    public Duration DuplicateWindow { get; init; } = Duration.FromDays(8);

    /// <summary>Situations that stay in memory between batches.</summary>
    public int SituationsMax { get; init; } = 250_000;

    /// <summary>How long a state that only has seen more may stand in the segments alone. A start takes no longer than
    /// to judge the readings of that time.</summary>
    public Duration UnwrittenFor { get; init; } = Duration.FromSeconds(30);

    public Duration WindowOf(SignalEvent signal) => signal.Window ?? DuplicateWindow;

    /// <summary>What is forgotten must be too old to be taken in again.</summary>
    public Duration AgeMaxOf(SignalEvent signal) =>
        signal.Window is { } window ? Duration.Min(AgeMax, window - FutureMax) : AgeMax;

    /// <summary>How long the texts of alerts stay.</summary>
    public Duration AlertsKept { get; init; } = Duration.FromDays(90);

    /// <summary>How long an alert is recognised when it comes again: longer than its text stays.</summary>
    public Duration AlertWindow { get; init; } = Duration.FromDays(120);
}
