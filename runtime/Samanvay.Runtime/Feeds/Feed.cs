using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Feeds;

/// <summary>In which standard a feed's messages are written. The names stand in the database: never renamed.</summary>
public enum FeedFormat
{
    CloudEvents,
    NgsiLd,
    NgsiV2,
    Iudx,
    SensorThings,
    Cap,
    Open311,

    /// <summary>Plain JSON or CSV, read by a mapping that an administrator writes in FEEL.</summary>
    Mapped,
}

/// <summary>How a feed's messages get here. The names stand in the database: never renamed.</summary>
public enum FeedArrival
{
    /// <summary>The sender posts them to the door.</summary>
    Pushed,

    /// <summary>They are fetched from <see cref="Feed.Address"/> every <see cref="Feed.EverySeconds"/>.</summary>
    Polled,

    /// <summary>They are taken from the broker's queue <see cref="Feed.Address"/>.</summary>
    Queue,
}

/// <summary>A way by which messages of other systems come into the city.</summary>
/// <param name="Id">Stands in the address of the door.</param>
public sealed record Feed(CityId City, string Id, string Title, FeedFormat Format)
{
    /// <summary>The feed of <c>POST /api/signals</c>: always there, of events that name the city's own
    /// devices.</summary>
    public const string Signals = "signals";

    public FeedArrival Arrival { get; init; }

    /// <summary>Whose keys may hand in messages; absent for every key of the city. What it hands in still reaches only
    /// the devices of the key.</summary>
    public string? Gateway { get; init; }

    /// <summary>Where the messages are fetched from; absent where they are pushed.</summary>
    public string? Address { get; init; }

    public int? EverySeconds { get; init; }

    /// <summary>What is bound to nothing is left out in place of being refused: for senders who tell more than the city
    /// wants to know.</summary>
    public bool LeavesOutUnbound { get; init; }

    /// <summary>How long an observation is recognised when it comes again; absent for as long as any is. What is older
    /// than that is refused, so that nothing counts twice.</summary>
    public int? DuplicateHours { get; init; }

    public Duration? Window => DuplicateHours is { } hours ? Duration.FromHours(hours) : null;

    public FeedMapping? Mapping { get; init; }

    public ImmutableArray<FeedBinding> Bindings { get; init; } = [];

    /// <summary>Whether its messages tell what devices saw, and not alerts or requests.</summary>
    public bool TellsObservations => Format is not (FeedFormat.Cap or FeedFormat.Open311);
}

/// <summary>Which device of the city saw what a sender calls so.</summary>
/// <param name="Device">The sender's name for what saw it.</param>
/// <param name="Property">What it saw, in the sender's words.</param>
/// <param name="Target">Absent where it is left out on purpose.</param>
public sealed record FeedBinding(string Device, string Property, DeviceId? Target);

/// <summary>How messages of no standard are read, as the administrator wrote it.</summary>
/// <param name="Rows">FEEL over <c>message</c>; absent for the message itself.</param>
/// <param name="Observation">FEEL over <c>row</c>.</param>
/// <param name="Zone">In which times without a zone are told; absent where each must have its own.</param>
/// <param name="Separator">Between the fields of CSV; absent for a comma.</param>
public sealed record FeedMapping(string? Rows, string Observation, string? Zone, string? Separator);
