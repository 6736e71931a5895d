using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Lint.Sop;

/// <summary>Durations as authors write them; FEEL ones are known only when they run.</summary>
internal static class Durations
{
    /// <summary>The duration of a literal, or null where it is FEEL or no duration at all.</summary>
    public static Duration? Literal(SopValue value)
    {
        if (value.IsExpression || PeriodPattern.NormalizingIso.Parse(value.Body) is not { Success: true,
            Value: var period })
        {
            return null;
        }

        return period.Years != 0 || period.Months != 0 ? null : period.ToDuration();
    }

    /// <summary>A positive literal, or FEEL that says so later.</summary>
    public static bool IsAcceptable(SopValue value) =>
        value.IsExpression ? value.Body.Length > 0 : Literal(value) is { } duration && duration > Duration.Zero;

    /// <summary>A percentage of the target such as <c>25%</c>.</summary>
    public static int? Percent(SopValue value) =>
        value.Body.EndsWith('%') && int.TryParse(value.Body[..^1], NumberStyles.None, CultureInfo.InvariantCulture,
            out var percent)
            ? percent : null;
}
