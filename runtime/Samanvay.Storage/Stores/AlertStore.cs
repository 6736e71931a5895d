using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Storage.Model.Intake;

namespace Samanvay.Storage.Stores;

public sealed class AlertStore(IDbContextFactory<SamanvayDbContext> contexts) : IAlertStore
{
    public async Task<ImmutableArray<AlertRow>> ListAsync(CityId city, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Set<StoredAlert>().AsNoTracking().Where(row => row.City == city)
            .OrderByDescending(row => row.ReceivedAt).ThenByDescending(row => row.Sent).Take(limit)
            .Select(row => new Listed(row.Source, row.Identifier, row.Sent, row.ReceivedAt, row.Outcome, row.Facts))
            .ToListAsync(cancellation);
        return [.. rows.Select(row => row.In(city))];
    }

    public async Task<ImmutableArray<AlertRow>> NamedAsync(
        CityId city, IReadOnlyCollection<AlertKey> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0) return [];
        var (sources, identifiers) = (
            keys.Select(key => key.Source).Distinct().ToList(), keys.Select(key => key.Identifier).Distinct().ToList());
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Set<StoredAlert>().AsNoTracking()
            .Where(row => row.City == city && sources.Contains(row.Source) && identifiers.Contains(row.Identifier))
            .Select(row => new Listed(row.Source, row.Identifier, row.Sent, row.ReceivedAt, row.Outcome, row.Facts))
            .ToListAsync(cancellation);
        return [.. rows.Select(row => row.In(city))];
    }

    public async Task<AlertRow?> FindAsync(CityId city, AlertKey key, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (source, identifier, sent) = key;
        var row = await context.Set<StoredAlert>().AsNoTracking().SingleOrDefaultAsync(
            row => row.City == city && row.Source == source && row.Identifier == identifier && row.Sent == sent,
            cancellation);
        return row is null
            ? null
            : new AlertRow(city, key, row.ReceivedAt, Enum.Parse<AlertOutcome>(row.Outcome), Read(row.Facts))
            {
                Text = row.Text,
            };
    }

    internal static byte[] Write(AlertFacts facts) =>
        JsonSerializer.SerializeToUtf8Bytes(facts, AlertFactsJson.Default.AlertFacts);

    private static AlertFacts Read(byte[] facts) =>
        JsonSerializer.Deserialize(facts, AlertFactsJson.Default.AlertFacts)
        ?? throw new JsonException("The stored facts of an alert are null.");

    // Without the text, which is the most of it.
    private sealed record Listed(
        string Source, string Identifier, Instant Sent, Instant ReceivedAt, string Outcome, byte[] Facts)
    {
        public AlertRow In(CityId city) => new(
            city, new AlertKey(Source, Identifier, Sent), ReceivedAt, Enum.Parse<AlertOutcome>(Outcome), Read(Facts));
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(AlertFacts))]
internal sealed partial class AlertFactsJson : JsonSerializerContext;
