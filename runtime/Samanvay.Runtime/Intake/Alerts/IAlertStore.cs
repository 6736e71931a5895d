using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>Reads the alerts that the lane has kept.</summary>
public interface IAlertStore
{
    /// <summary>The latest first, without their texts.</summary>
    Task<ImmutableArray<AlertRow>> ListAsync(CityId city, int limit, CancellationToken cancellation);

    /// <summary>Which of these are kept, by what names them whenever they were sent.</summary>
    Task<ImmutableHashSet<(string Source, string Identifier)>> KnownAsync(
        CityId city, IReadOnlyCollection<AlertKey> keys, CancellationToken cancellation);

    Task<AlertRow?> FindAsync(CityId city, AlertKey key, CancellationToken cancellation);
}

/// <summary>An alert as it came, and what it did.</summary>
/// <param name="ReceivedAt">The city's time.</param>
public sealed record AlertRow(
    CityId City, AlertKey Key, Instant ReceivedAt, AlertOutcome Outcome, AlertFacts Facts)
{
    public string Text { get; init; } = "";
}
