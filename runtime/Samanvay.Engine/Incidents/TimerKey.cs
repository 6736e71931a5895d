using System.Globalization;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Engine.Incidents;

/// <summary>Names an armed instant within its operation: <c>run/1/4</c> (timer 4 of run 1) or <c>clock/7</c>.</summary>
public readonly record struct TimerKey(string Value) : IComparable<TimerKey>
{
    public static TimerKey Of(InstanceId run, TimerId timer) =>
        new(string.Create(CultureInfo.InvariantCulture, $"run/{run.Value}/{timer.Value}"));

    public static TimerKey Of(ClockId clock) =>
        new(string.Create(CultureInfo.InvariantCulture, $"clock/{clock.Value}"));

    /// <summary>The clock that this key names, if it names one.</summary>
    public ClockId? Clock => Value.Split('/') is ["clock", var clock] && Number(clock) is { } number ? new(number)
        : null;

    /// <summary>The run and timer that this key names, if it names them.</summary>
    public (InstanceId Run, TimerId Timer)? Process =>
        Value.Split('/') is ["run", var run, var timer] && Number(run) is { } first && Number(timer) is { } second
            ? (new(first), new(second))
            : null;

    public int CompareTo(TimerKey other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
