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
        var at = reading.At;
        if (reading.Value is not { } value) return sensor with { ReadAt = at, Fault = SensorFaultKind.Missing };
        if (!IsInRange(source.Plausible, value))
            return sensor with { ReadAt = at, Fault = SensorFaultKind.OutOfRange };
        if (!IsDoubtful(source.Plausible, sensor, value, at)) return Believe(source.Plausible, sensor, at, value);
        return sensor.SuspectAt is not null && sensor.SuspectValue == value
            ? sensor with { ReadAt = at }
            : sensor with { ReadAt = at, Fault = SensorFaultKind.TooFast, SuspectAt = at, SuspectValue = value };
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
        Math.Abs(change) * HourMilliseconds
            > ratePerHour * (time.BclCompatibleTicks / NodaConstants.TicksPerMillisecond);

    private static SensorState Believe(Plausibility plausible, SensorState sensor, Instant at, decimal value)
    {
        var isSame = sensor.At is not null && value == sensor.Value;
        var (readings, since) = isSame ? (sensor.SameReadings + 1, sensor.SameSince) : (1, at);
        var isStuck = plausible.StuckReadings > 0 && readings >= plausible.StuckReadings
            && at - since >= plausible.StuckFor;
        return sensor with
        {
            ReadAt = at, SameReadings = readings, SameSince = since, SuspectAt = null, SuspectValue = 0,
            Fault = isStuck ? SensorFaultKind.Stuck : null, Silent = isStuck && sensor.Silent,
            HushedUntil = isStuck ? sensor.HushedUntil : null, At = isStuck ? sensor.At : at,
            Value = isStuck ? sensor.Value : value,
        };
    }
}
