using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Places;
using Samanvay.Feel.Values;
using Samanvay.Feel;

namespace Samanvay.Adapters;

/// <summary>What names a message for ever among those of its sender: sent again it is a duplicate.</summary>
/// <remarks>Each adapter makes it of what its standard calls unique. Whoever takes the message in adds the sender, for
/// a source is only a text.</remarks>
public readonly record struct EventKey(string Source, string Id)
{
    public override string ToString() => $"{Source} {Id}";
}

/// <summary>One thing that a message told.</summary>
public abstract record Received(EventKey Key)
{
    /// <summary>Where in the message, for those that stand in a list of it; empty for the message as a whole.</summary>
    public string Place { get; init; } = "";
}

/// <summary>Where the time of an observation comes from.</summary>
public enum TimeBasis
{
    /// <summary>When it was seen, as the sender says of this value.</summary>
    Observed,

    /// <summary>When the message was sent: the value itself has no time.</summary>
    Sent,

    /// <summary>When the message arrived: it tells no time at all.</summary>
    Arrived,
}

/// <summary>A value that a device saw.</summary>
/// <param name="Device">The sender's name for what saw it.</param>
/// <param name="Property">What it saw, in the sender's words.</param>
/// <param name="Value">None where the device says that it has none.</param>
/// <param name="Unit">As a UCUM code where the sender's own system of codes can be told; absent means the device's
/// own.</param>
public sealed record Observation(
    EventKey Key, string Device, string Property, Instant Time, decimal? Value, string? Unit = null) : Received(Key)
{
    public TimeBasis Basis { get; init; }

    /// <summary>What was told is no number by the standard's own types. So it is a reading only where the city has
    /// bound it to a device, and then one that is refused unless it can be read as a number after all.</summary>
    public bool IsOther { get; init; }

    public GeoPoint? Location { get; init; }
}

/// <summary>What is known of a thing: its attributes as plain values, and the observations among them.</summary>
public sealed record EntityReport(
    EventKey Key, string Entity, string Type, FeelContext Attributes, ImmutableArray<Observation> Observations)
    : Received(Key)
{
    /// <summary>What its other attributes would be as readings, should a city take them for some.</summary>
    public ImmutableArray<Observation> Others { get; init; } = [];

    public GeoArea? Location { get; init; }

    /// <summary>It was deleted where it comes from.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>What is wrong with a message or a part of it.</summary>
/// <param name="Code">Stable and searchable, such as <c>bad-time</c>.</param>
/// <param name="Clause">The clause of the standard that it is held against.</param>
/// <param name="Said">What is wrong and what to do, for the officer on duty.</param>
/// <param name="Place">A JSON pointer, a path of elements, a header or a row; empty for the message as a
/// whole.</param>
public sealed record Refusal(string Code, string Clause, Sentence Said, string Place)
{
    /// <summary>In English.</summary>
    public string Message => Said.ToString();
}

/// <summary>What came of a message. One part that is refused does not take the others with it.</summary>
public sealed record Reading(ImmutableArray<Received> Items, ImmutableArray<Refusal> Refusals)
{
    public bool IsWhole => Refusals.IsEmpty;
}
