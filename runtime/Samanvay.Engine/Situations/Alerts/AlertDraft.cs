using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>A rule about alerts as a playbook carries it: durations may still be FEEL over its parameters.</summary>
public sealed record AlertDraft
{
    public required string Id { get; init; }

    public required AlertPlace Place { get; init; }

    public required ImmutableArray<DraftLevel> Levels { get; init; }

    public bool Join { get; init; } = true;

    /// <summary>By field, as <c>levels[0].when</c>.</summary>
    internal ImmutableSortedDictionary<string, FeelExpression> Conditions { get; init; } =
        ImmutableSortedDictionary<string, FeelExpression>.Empty;

    internal ImmutableSortedDictionary<string, SituationValue> Values { get; init; } =
        ImmutableSortedDictionary<string, SituationValue>.Empty;

    /// <summary>Puts a city's parameters in. Bind again when one of them changes.</summary>
    public Parsed<AlertRule> Bind(FeelContext parameters, string? file = null) =>
        new AlertBinding(this, parameters, file).Bind();
}

internal sealed class AlertBinding(AlertDraft draft, FeelContext parameters, string? file)
{
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly FeelScope _scope = new(parameters, Instant.FromUnixTimeTicks(0), DateTimeZone.Utc);

    public Parsed<AlertRule> Bind()
    {
        var rule = new AlertRule
        {
            Id = draft.Id, Place = draft.Place, Join = draft.Join, When = Condition("alert.when"),
            Lasts = Time("alert.lasts") ?? AlertRule.LastsByDefault,
            ClosableAfter = Time("closableAfter") ?? Duration.Zero,
            Levels =
            [
                .. draft.Levels.Select((level, index) => new AlertLevel(level.Name, level.Severity)
                {
                    When = Condition($"levels[{index}].when"),
                }),
            ],
        };
        return new(_problems.Count == 0 ? rule : null, _problems.ToImmutable());
    }

    private RuleExpression? Condition(string field)
    {
        if (!draft.Conditions.TryGetValue(field, out var expression)) return null;
        foreach (var name in expression.FreeNames.Except(
            parameters.Names.Concat(AlertSight.Names), StringComparer.Ordinal))
        {
            Report(field, $"{name} is neither a part of an alert nor a parameter of the playbook. "
                + $"Known of an alert: {string.Join(", ", AlertSight.Names)}.");
        }

        return new(expression, parameters);
    }

    private Duration? Time(string field)
    {
        if (!draft.Values.TryGetValue(field, out var value)) return null;
        var time = value.Expression is { } expression
            ? (expression.Evaluate(_scope).Value as FeelDaysDuration)?.ToDuration()
            : value.Time;
        if (time >= Duration.Zero && time <= SituationRule.TimeMax) return time;
        if (time < Duration.Zero) Report(field, "A duration here can not be negative.");
        else Report(field, "This gives no duration of ten years at most. Check the parameters that it names.");
        return null;
    }

    private void Report(string field, Sentence message) => _problems.Add(Diagnostic.Error(
        "SIT003", $"Situation {draft.Id}, {field}: {message}", new Location(file, draft.Id, field)));
}
