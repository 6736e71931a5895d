using System.Collections.Immutable;
using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Flow;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Compilation;

/// <summary>Compiles what authors wrote: BPMN's own expressions, and values of the sop namespace.</summary>
internal static class ExpressionReader
{
    public static FeelExpression? Expression(Scene scene, string element, string field, BpmnExpression expression)
    {
        var language = expression.Language ?? scene.Definitions.ExpressionLanguage;
        if (!IsFeel(language))
        {
            scene.Findings.Error(
                EngineCodes.OtherLanguage, element, $"{field} is written in '{language}'; write it in FEEL.", field);
            return null;
        }

        return Expression(scene, element, field, expression.Body);
    }

    public static FeelExpression? Expression(Scene scene, string element, string field, string text)
    {
        var parsed = FeelCompiler.Expression(text);
        scene.Findings.Keep(parsed.Problems, element, field);
        return parsed.HasErrors ? null : parsed.Value;
    }

    public static ExecutableValue Value(Scene scene, string element, string field, SopValue value) =>
        value.IsExpression
            ? new(field, Expression(scene, element, field, value.Body), FeelValue.Null)
            : new(field, null, FeelValue.Of(value.Body));

    public static TimerTrigger Timer(Scene scene, string element, TimerEventDefinition timer)
    {
        var field = timer.Kind switch
        {
            TimerKind.Date => "timeDate",
            TimerKind.Duration => "timeDuration",
            _ => "timeCycle",
        };
        var text = FeelValue.Of(timer.Expression.Body);
        if (DueTimes.Read(timer.Kind, text, Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc) is not null)
            return new(timer.Kind, new(field, null, text));
        var expression = LooksLikeIso(timer.Expression.Body) ? null
            : Expression(scene, element, field, timer.Expression);
        if (expression is null)
        {
            scene.Findings.Error(
                EngineCodes.BadTimer, element, $"'{timer.Expression.Body}' is no time that a timer can read.", field);
        }

        return new(timer.Kind, new(field, expression, FeelValue.Null));
    }

    public static ImmutableArray<NamedValue> Values(
        Scene scene, string element, IEnumerable<(string Name, SopValue Value)> values) =>
        [.. values.Select(each => new NamedValue(each.Name, Value(scene, element, each.Name, each.Value)))];

    public static bool IsFeel(string? language) =>
        language is null || language.Contains("feel", StringComparison.OrdinalIgnoreCase);

    private static bool LooksLikeIso(string text) =>
        text is ['P' or 'R', '/' or (>= '0' and <= '9'), ..] or ['P', 'T', ..] or ""
            || (text.Length > 4 && text[4] == '-');
}
