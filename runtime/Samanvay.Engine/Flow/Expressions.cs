using Samanvay.Engine.Compilation;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Evaluates expressions in the middle of a turn. FEEL's warnings become facts, passed limits become
/// failures.</summary>
internal static class Expressions
{
    // A value this deep is not data for people; the bound keeps nested contexts storable.
    private const int DepthMax = 48;

    /// <param name="extra">Names seen before all variables, for example the fields that a step returned.</param>
    public static Evaluated Evaluate(
        this Turn turn, Site site, ExecutableValue value, FeelContext? extra = null) =>
        value switch
        {
            { Expression: { } expression } => Evaluate(turn, site, value.Field, expression, extra),
            { Variable: { } name } => turn.VisibleAt(site, extra)[name],
            _ => value.Constant!,
        };

    public static Evaluated Evaluate(
        this Turn turn, Site site, string field, FeelExpression expression, FeelContext? extra = null) =>
        turn.Take(site, field, expression.Evaluate(turn.FeelScope(site, extra)));

    /// <summary>Keeps the warnings of a result and takes its value.</summary>
    public static Evaluated Take(this Turn turn, Site site, string field, FeelResult result)
    {
        if (result.LimitPassed is { } limit)
            return new Failure(FaultKind.Limit, $"'{site.Element}': {field} was given up: {limit.Message}");
        if (result.Value.Depth > DepthMax)
            return Failure.Expression(site.Element, field, "gives a value that is nested too deep");
        if (result.Warnings.IsEmpty) return result.Value;
        var warnings = result.Warnings.Select(warning => warning.Message).Distinct();
        turn.Record(new ExpressionWarned(turn.Now, site.Element, field, [.. warnings]));
        return result.Value;
    }

    /// <summary>Evaluates a condition, which must be true or false: a missing variable must not choose a way in
    /// silence.</summary>
    public static bool? Holds(
        this Turn turn, Site site, string field, FeelExpression condition, out Failure? failure,
        FeelContext? extra = null)
    {
        var evaluated = turn.Evaluate(site, field, condition, extra);
        failure = evaluated.Failure;
        if (evaluated.Value is FeelBoolean answer) return answer.Value;
        failure ??= Failure.Expression(
            site.Element, field, $"gives {Shown(evaluated.Value!)}, not true or false ({condition.Text})");
        return null;
    }

    public static FeelScope FeelScope(this Turn turn, Site site, FeelContext? extra = null) =>
        new(turn.VisibleAt(site, extra), turn.Now, turn.Zone, turn.Process.Limits.Feel);

    private static FeelContext VisibleAt(this Turn turn, Site site, FeelContext? extra)
    {
        var variables = turn.Visible(site.Scope);
        if (site.Data is { } data) variables = variables.Merge(data);
        return extra is null ? variables : variables.Merge(extra);
    }

    private static string Shown(FeelValue value)
    {
        const int shownMax = 60;
        var text = value.ToString();
        return text.Length <= shownMax ? text : string.Concat(text.AsSpan(0, shownMax), "…");
    }
}

/// <summary>Where something is evaluated: the element it is said of and the scope whose variables it sees.</summary>
/// <param name="Data">What is the element's own and seen before the variables.</param>
internal readonly record struct Site(string Element, ScopeId Scope, FeelContext? Data = null)
{
    public static Site Of(Token token) => new(token.Element, token.Scope, token.Data);
}
