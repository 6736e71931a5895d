using NodaTime;
using NodaTime.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>Durations as BPMN and our extension write them: ISO 8601, days and time only.</summary>
internal static class IsoDuration
{
    /// <summary>Null where the text is none; months and years have no fixed length (sla.md 3.1).</summary>
    public static Duration? Read(string text)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(text.Trim());
        if (!parsed.Success || parsed.Value.Months != 0 || parsed.Value.Years != 0)
            return null;

        return parsed.Value.ToDuration();
    }

    /// <summary>What an evaluated target amounts to; null where it is no length of time.</summary>
    public static Duration? Read(FeelValue value) => value switch
    {
        FeelDaysDuration duration => duration.ToDuration(),
        FeelString text => Read(text.Value),
        _ => null,
    };
}
