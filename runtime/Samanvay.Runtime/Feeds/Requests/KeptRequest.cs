using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds.Requests;

/// <summary>A citizen's request that was handed in, as who made it may ask for it again. Who that was is not
/// kept.</summary>
/// <param name="Id">The number that its server gave it, or what stands for one.</param>
/// <param name="Service">The sender's code of it.</param>
public sealed record KeptRequest(CityId City, string Feed, string Id, string Service)
{
    /// <summary>In the words of the standard: open or closed.</summary>
    public string Status { get; init; } = "open";

    public Instant RequestedAt { get; init; }

    public Instant UpdatedAt { get; init; }

    public RequestFacts Facts { get; init; } = new();
}

/// <summary>What was said of a request.</summary>
public sealed record RequestFacts
{
    public string? StatusNotes { get; init; }

    public string? Description { get; init; }

    public string? Agency { get; init; }

    public Instant? ExpectedAt { get; init; }

    public string? Address { get; init; }

    public string? AddressId { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public string? MediaUrl { get; init; }
}

/// <summary>Which requests are asked for; what is empty fits all.</summary>
public sealed record RequestQuery(CityId City)
{
    public ImmutableArray<string> Ids { get; init; } = [];

    public ImmutableArray<string> Services { get; init; } = [];

    public ImmutableArray<string> Statuses { get; init; } = [];

    public Instant? From { get; init; }

    public Instant? Until { get; init; }

    public Instant? UpdatedFrom { get; init; }

    public Instant? UpdatedUntil { get; init; }

    public int Skip { get; init; }

    public int Limit { get; init; } = 1000;
}

/// <summary>Keeps requests for as long as alerts.</summary>
public interface IRequestStore
{
    /// <summary>One that is there stays as it is, unless what comes is of a later time.</summary>
    Task SaveAsync(IReadOnlyCollection<KeptRequest> requests, CancellationToken cancellation);

    /// <summary>The latest first.</summary>
    Task<ImmutableArray<KeptRequest>> ListAsync(RequestQuery query, CancellationToken cancellation);
}
