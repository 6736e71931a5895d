using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>Reads the alerts that the lane has kept.</summary>
public interface IAlertStore
{
    /// <summary>The latest first, without their texts.</summary>
    Task<ImmutableArray<AlertRow>> ListAsync(CityId city, int limit, CancellationToken cancellation);

    /// <summary>Those of these that are kept, by what names them whenever they were sent; without their
    /// texts.</summary>
    Task<ImmutableArray<AlertRow>> NamedAsync(
        CityId city, IReadOnlyCollection<AlertKey> keys, CancellationToken cancellation);

    Task<AlertRow?> FindAsync(CityId city, AlertKey key, CancellationToken cancellation);
}

/// <summary>An alert as it came, and what it did.</summary>
/// <param name="ReceivedAt">The city's time.</param>
public sealed record AlertRow(
    CityId City, AlertKey Key, Instant ReceivedAt, AlertOutcome Outcome, AlertFacts Facts)
{
    public string Text { get; init; } = "";

    /// <summary>Its text as the standard has it; none where there is none.</summary>
    public CapAlert? Read() => CapReader
        .Read(new Incoming(Encoding.UTF8.GetBytes(Text), "application/cap+xml", ReceivedAt))
        .Items.OfType<CapAlert>().FirstOrDefault();
}
