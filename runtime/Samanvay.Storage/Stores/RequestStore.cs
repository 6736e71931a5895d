using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Feeds.Requests;
using Samanvay.Storage.Model.Feeds;

namespace Samanvay.Storage.Stores;

public sealed class RequestStore(IDbContextFactory<SamanvayDbContext> contexts) : IRequestStore
{
    private const int Attempts = 3;

    public async Task SaveAsync(IReadOnlyCollection<KeptRequest> requests, CancellationToken cancellation)
    {
        // Somebody else may write the same row meanwhile: then it is there.
        for (var attempt = 1; !await TrySaveAsync(requests, attempt, cancellation); attempt++)
            cancellation.ThrowIfCancellationRequested();
    }

    public async Task<ImmutableArray<KeptRequest>> ListAsync(RequestQuery query, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = context.Set<StoredServiceRequest>().AsNoTracking().Where(row => row.City == query.City);
        if (query.Ids is [_, ..] ids) rows = rows.Where(row => ids.Contains(row.Id));
        if (query.Services is [_, ..] services) rows = rows.Where(row => services.Contains(row.Service));
        if (query.Statuses is [_, ..] statuses) rows = rows.Where(row => statuses.Contains(row.Status));
        if (query.From is { } from) rows = rows.Where(row => row.RequestedAt >= from);
        if (query.Until is { } until) rows = rows.Where(row => row.RequestedAt <= until);
        if (query.UpdatedFrom is { } updated) rows = rows.Where(row => row.UpdatedAt >= updated);
        if (query.UpdatedUntil is { } last) rows = rows.Where(row => row.UpdatedAt <= last);
        var found = await rows.OrderByDescending(row => row.RequestedAt).ThenBy(row => row.Feed)
            .ThenBy(row => row.Id).Skip(query.Skip).Take(query.Limit).ToListAsync(cancellation);
        return [.. found.Select(Read)];
    }

    private async Task<bool> TrySaveAsync(
        IReadOnlyCollection<KeptRequest> requests, int attempt, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            foreach (var request in requests) await StageAsync(context, request, cancellation);
            await context.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException) when (attempt < Attempts)
        {
            return false;
        }
    }

    private static async Task StageAsync(
        SamanvayDbContext context, KeptRequest request, CancellationToken cancellation)
    {
        var row = new StoredServiceRequest
        {
            City = request.City, Feed = request.Feed, Id = request.Id, Service = request.Service,
            Status = request.Status, RequestedAt = request.RequestedAt, UpdatedAt = request.UpdatedAt,
            Facts = JsonSerializer.SerializeToUtf8Bytes(request.Facts, RequestFactsJson.Default.RequestFacts),
        };
        var known = await context.FindAsync<StoredServiceRequest>([row.City, row.Feed, row.Id], cancellation);
        if (known is null) context.Add(row);
        else if (row.UpdatedAt > known.UpdatedAt && IsUpdate(request))
            context.Entry(known).CurrentValues.SetValues(row);
    }

    // A form that comes again tells nothing new, though it comes later.
    private static bool IsUpdate(KeptRequest request) => request.UpdatedAt > request.RequestedAt;

    private static KeptRequest Read(StoredServiceRequest row) => new(row.City, row.Feed, row.Id, row.Service)
    {
        Status = row.Status, RequestedAt = row.RequestedAt, UpdatedAt = row.UpdatedAt,
        Facts = JsonSerializer.Deserialize(row.Facts, RequestFactsJson.Default.RequestFacts)
            ?? throw new JsonException("The stored facts of a request are null."),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(RequestFacts))]
internal sealed partial class RequestFactsJson : JsonSerializerContext;
