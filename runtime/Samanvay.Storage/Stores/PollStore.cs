using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds.Polling;
using Samanvay.Storage.Model.Intake;

namespace Samanvay.Storage.Stores;

public sealed class PollStore(IDbContextFactory<SamanvayDbContext> contexts) : IPollStore
{
    public async Task<ImmutableArray<PollState>> ListAsync(CityId city, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Set<StoredPoll>().AsNoTracking().Where(row => row.City == city)
            .Select(row => row.State).ToListAsync(cancellation);
        return [.. rows.Select(row => Read(row, city))];
    }

    public async Task<PollState?> ClaimAsync(
        PollState fresh, Instant now, Instant until, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (city, feed, address) = fresh;
        var rows = context.Set<StoredPoll>().Where(row => row.City == city && row.Feed == feed);
        if (!await rows.AnyAsync(cancellation) && !await AddAsync(context, fresh, cancellation)) return null;
        // One statement sees and takes: of several processes one gets the row.
        var claimed = await rows
            .Where(row => (row.ClaimedUntil == null || row.ClaimedUntil < now)
                && (row.NextAt <= now || row.Address != address))
            .ExecuteUpdateAsync(row => row.SetProperty(poll => poll.ClaimedUntil, until), cancellation);
        if (claimed == 0) return null;
        return Read(await rows.Select(row => row.State).SingleAsync(cancellation), city);
    }

    public async Task SaveAsync(PollState state, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (city, feed, address) = state;
        var (next, written) = (state.NextAt, Write(state));
        await context.Set<StoredPoll>().Where(row => row.City == city && row.Feed == feed).ExecuteUpdateAsync(
            row => row.SetProperty(poll => poll.Address, address).SetProperty(poll => poll.NextAt, next)
                .SetProperty(poll => poll.State, written)
                .SetProperty(poll => poll.ClaimedUntil, (Instant?)null), cancellation);
    }

    // False where another process was first.
    private static async Task<bool> AddAsync(
        SamanvayDbContext context, PollState fresh, CancellationToken cancellation)
    {
        try
        {
            context.Add(new StoredPoll
            {
                City = fresh.City, Feed = fresh.Feed, Address = fresh.Address, NextAt = fresh.NextAt,
                State = Write(fresh),
            });
            await context.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static byte[] Write(PollState state) =>
        JsonSerializer.SerializeToUtf8Bytes(new PollBody(state), PollJson.Default.PollBody);

    private static PollState Read(byte[] body, CityId city) =>
        (JsonSerializer.Deserialize(body, PollJson.Default.PollBody)
            ?? throw new JsonException("The stored state of a feed is null.")).ToState(city);
}

/// <summary>The stored form; the city stands beside it.</summary>
internal sealed record PollBody
{
    public PollBody()
    {
    }

    public PollBody(PollState state)
    {
        (Feed, Address, NextAt, ETag) = (state.Feed, state.Address, state.NextAt, state.ETag);
        (LastModified, Cursor, Seen) = (state.LastModified, state.Cursor, state.Seen);
        (WorkedAt, FailedAt, Failures, Trouble) = (state.WorkedAt, state.FailedAt, state.Failures, state.Trouble);
    }

    public string Feed { get; init; } = "";

    public string Address { get; init; } = "";

    public Instant NextAt { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    public string? Cursor { get; init; }

    public ImmutableArray<string> Seen { get; init; } = [];

    public Instant? WorkedAt { get; init; }

    public Instant? FailedAt { get; init; }

    public int Failures { get; init; }

    public string? Trouble { get; init; }

    public PollState ToState(CityId city) => new(city, Feed, Address)
    {
        NextAt = NextAt, ETag = ETag, LastModified = LastModified, Cursor = Cursor, Seen = Seen, WorkedAt = WorkedAt,
        FailedAt = FailedAt, Failures = Failures, Trouble = Trouble,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(PollBody))]
internal sealed partial class PollJson : JsonSerializerContext;
