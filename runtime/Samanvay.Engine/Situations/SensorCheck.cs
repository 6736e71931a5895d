using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>Whether a reading is believed. One that is not is a sensor's fault and never a level.</summary>
internal static class SensorCheck
{
    private const decimal HourMilliseconds = 3_600_000m;

    /// <summary>The sensor after the reading; it was believed if <see cref="SensorState.At"/> is its
    /// instant.</summary>
    public static SensorState Judge(SituationInput source, SensorState sensor, Observation reading)
    {
        var read = sensor with { ReadAt = reading.At };
        if (reading.Value is not { } value) return read with { Fault = SensorFaultKind.Missing };
        if (!IsInRange(source.Plausible, value)) return read with { Fault = SensorFaultKind.OutOfRange };
        if (IsDoubtful(source.Plausible, sensor, value, reading.At))
        {
            return sensor.SuspectAt is not null && sensor.SuspectValue == value
                ? read
                : read with { Fault = SensorFaultKind.TooFast, SuspectAt = reading.At, SuspectValue = value };
        }

        return Believe(source.Plausible, sensor, read, value);
    }

    /// <summary>Which of two judgements of one instant stands: a believed reading before a fault, then the
    /// worse value.</summary>
    public static bool IsPreferred(SituationInput source, SensorState candidate, SensorState present, Instant at)
    {
        var (isBelieved, wasBelieved) = (candidate.At == at, present.At == at);
        if (isBelieved != wasBelieved) return isBelieved;
        if (isBelieved) return source.IsWorse(candidate.Value, present.Value);
        if (candidate.Fault != present.Fault) return candidate.Fault < present.Fault;
        return source.IsWorse(candidate.SuspectValue, present.SuspectValue);
    }

    public static bool IsInRange(Plausibility plausible, decimal value) =>
        !(value < plausible.Min || value > plausible.Max);

    // A jump is believed when a later, different reading agrees with it: a stuck sensor repeats itself to the
    // last digit, a river does not.
    private static bool IsDoubtful(Plausibility plausible, SensorState sensor, decimal value, Instant at)
    {
        if (plausible.RatePerHour is not { } rate || sensor.At is not { } before) return false;
        if (sensor.SuspectAt is not { } suspectAt) return IsTooFast(rate, value - sensor.Value, at - before);
        if (value == sensor.SuspectValue) return true;
        return IsTooFast(rate, value - sensor.Value, at - before)
            && IsTooFast(rate, value - sensor.SuspectValue, at - suspectAt);
    }

    private static bool IsTooFast(decimal ratePerHour, decimal change, Duration time) =>
        Math.Abs(change) * HourMilliseconds > ratePerHour * (decimal)time.TotalMilliseconds;

    private static SensorState Believe(Plausibility plausible, SensorState sensor, SensorState read, decimal value)
    {
        var at = read.ReadAt!.Value;
        var isSame = sensor.At is not null && value == sensor.Value;
        read = read with
        {
            SameReadings = isSame ? sensor.SameReadings + 1 : 1,
            SameSince = isSame ? sensor.SameSince : at,
            SuspectAt = null, SuspectValue = 0,
        };
        var isStuck = plausible.StuckReadings > 0 && read.SameReadings >= plausible.StuckReadings
            && at - read.SameSince >= plausible.StuckFor;
        return isStuck
            ? read with { Fault = SensorFaultKind.Stuck }
            : read with { Fault = null, Silent = false, HushedUntil = null, At = at, Value = value };
    }
}
