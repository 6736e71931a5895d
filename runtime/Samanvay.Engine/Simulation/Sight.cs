using NodaTime;

namespace Samanvay.Engine.Simulation;

/// <summary>Something seen in a drill, in the words of a scenario's expectations.</summary>
/// <param name="At">When it happened; for a due instant and a breach, that instant.</param>
/// <param name="Subject">The step's id, the situation's rule or the role, as the kind asks.</param>
public sealed record Sight(Instant At, SightKind Kind, string? Subject)
{
    public string? Change { get; init; }

    public string? Stage { get; init; }

    public string? Metric { get; init; }

    /// <summary>The severity or the ladder level.</summary>
    public int? Number { get; init; }

    public bool Fits(ExpectedSight expected) =>
        Kind == expected.Kind
        && (expected.Subject is null || expected.Subject == Subject)
        && (expected.Change is null || expected.Change == Change)
        && (expected.Stage is null || expected.Stage == Stage)
        && (expected.Metric is null || expected.Metric == Metric)
        && (expected.Number is null || expected.Number == Number);
}
