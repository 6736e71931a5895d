using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations.Conditions;

/// <summary>A decision that says how severe a level is, from what is seen when it begins.</summary>
public sealed class SeverityTable(DecisionModel model, string decision, FeelContext parameters)
{
    /// <summary>The mildest severity; 1 is the worst.</summary>
    public const int Mildest = 5;

    /// <summary>The level's name, as the decision reads it beside the rule's value and inputs.</summary>
    public const string Level = "level";

    /// <summary>The level's own severity stands where the decision gives none.</summary>
    internal (int Severity, SeverityReason Reason) Of(SituationLevel level, FeelContext seen, Instant at)
    {
        var variables = FeelContext.Of(
            parameters.Entries.Concat(seen.Entries).Append(KeyValuePair.Create<string, FeelValue>(
                Level, new FeelString(level.Name))));
        var answer = DecisionEvaluator.Evaluate(model, decision, new FeelScope(variables, at, DateTimeZone.Utc));
        var reason = new SeverityReason(decision, [.. answer.MatchedRules.Select(rule => rule.Number)]);
        return answer.Value is FeelNumber number && number.ToDecimal() is >= 1 and <= Mildest and var severity
            && decimal.IsInteger(severity)
            ? ((int)severity, reason)
            : (level.Severity, reason with { IsOwn = true });
    }
}

/// <param name="Rules">The rules of the table that matched, from 1.</param>
public sealed record SeverityReason(string Decision, ImmutableArray<int> Rules)
{
    /// <summary>The decision gave no severity from 1 to 5, and the level's own was taken.</summary>
    public bool IsOwn { get; init; }
}
