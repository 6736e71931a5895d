using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Places;

namespace Samanvay.Adapters.Open311;

/// <summary>A citizen's request of Open311 GeoReport v2: handed in here, or read from another city office's
/// server.</summary>
public sealed record ServiceRequest(EventKey Key, string ServiceCode) : Received(Key)
{
    /// <summary>The number that its server gave it; absent for one that is handed in here.</summary>
    public string? RequestId { get; init; }

    public string? ServiceName { get; init; }

    /// <summary>open or closed; the standard knows no other.</summary>
    public string Status { get; init; } = "open";

    public string? StatusNotes { get; init; }

    public string? Description { get; init; }

    public GeoPoint? Location { get; init; }

    public string? Address { get; init; }

    public string? AddressId { get; init; }

    public string? MediaUrl { get; init; }

    public string? Agency { get; init; }

    public Instant? RequestedAt { get; init; }

    public Instant? UpdatedAt { get; init; }

    /// <summary>When it is due.</summary>
    public Instant? ExpectedAt { get; init; }

    public Requester Requester { get; init; } = Requester.Unknown;

    /// <summary>The answers to the service's own questions, by their code; several where several were chosen.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Attributes { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);
}

/// <summary>Who asked, as far as they said.</summary>
public sealed record Requester
{
    public static readonly Requester Unknown = new();

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Account { get; init; }

    public string? Device { get; init; }
}

/// <summary>What another server answers when a request was handed to it: the number, or a token to ask for it
/// with.</summary>
public sealed record ServiceReceipt(EventKey Key, string? RequestId, string? Token, string? Notice) : Received(Key);

/// <summary>A service that another server offers.</summary>
/// <param name="Questions">The codes of what it asks; empty where its definition was not read.</param>
public sealed record OfferedService(
    EventKey Key, string Code, string? Name, string? Group, ImmutableArray<string> Questions) : Received(Key);
