using NodaTime;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// One observation from outside: the parts of its CloudEvent that the rules need, already checked for shape.
/// </summary>
/// <param name="Source">With <paramref name="Id"/> it names the event for ever; sent again it is a duplicate.</param>
/// <param name="Device">The device that saw it.</param>
/// <param name="Value">None when the device says that it has none.</param>
/// <param name="Unit">A UCUM code; absent means the device's own.</param>
public sealed record SignalEvent(string Source, string Id, string Device, Instant Time, decimal? Value, string? Unit);

/// <summary>What became of one observation. Every refusal is counted by its kind.</summary>
public abstract record SignalAnswer;

/// <summary>Stored and judged.</summary>
public sealed record SignalTaken : SignalAnswer;

/// <summary>It was taken in before; nothing happened again.</summary>
public sealed record SignalDuplicate : SignalAnswer;

/// <param name="Kind">One of <see cref="SignalRefusals"/>.</param>
public sealed record SignalRefused(string Kind, string Message) : SignalAnswer;

/// <summary>The lane is full. Nothing was taken; send the whole batch again.</summary>
public sealed record SignalsBusy(Duration RetryAfter) : SignalAnswer;

/// <summary>Why an observation is not taken. Part of metrics and answers: never renamed.</summary>
public static class SignalRefusals
{
    public const string UnknownDevice = "unknown-device";
    public const string UnknownUnit = "unknown-unit";
    public const string InTheFuture = "in-the-future";
    public const string TooOld = "too-old";

    /// <summary>It can not be judged; the cause is in the log.</summary>
    public const string Failed = "failed";
}
