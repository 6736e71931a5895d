using NodaTime;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations.Conditions;

/// <summary>FEEL over what a rule sees, with the playbook's parameters in it.</summary>
public sealed class RuleExpression(FeelExpression expression, FeelContext parameters)
{
    // Only what it reads is looked through at every reading.
    private readonly FeelContext _parameters = FeelContext.Of(
        parameters.Entries.Where(entry => expression.FreeNames.Contains(entry.Key)));

    public string Text => expression.Text;

    /// <summary>The names of what is seen that it reads.</summary>
    public IReadOnlySet<string> Names => expression.FreeNames;

    /// <summary>None when it has no number for an answer, as when something it needs was not seen.</summary>
    internal decimal? Number(FeelContext seen, Instant at) => (Evaluate(seen, at) as FeelNumber)?.ToDecimal();

    /// <summary>None when it can not be said.</summary>
    internal bool? Holds(FeelContext seen, Instant at) => Evaluate(seen, at) is FeelBoolean answer
        ? answer == FeelValue.True
        : null;

    private FeelValue Evaluate(FeelContext seen, Instant at) => expression.Evaluate(
        new FeelScope(FeelContext.Of(_parameters.Entries.Concat(seen.Entries)), at, DateTimeZone.Utc)).Value;
}
