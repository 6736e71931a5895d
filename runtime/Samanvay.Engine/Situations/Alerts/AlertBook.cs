using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>All that a city remembers of alerts, as one value.</summary>
public sealed record AlertBook
{
    /// <summary>The rule and the place under which it is stored among the machines; no rule can be called so.</summary>
    public const string Name = "*alerts";

    public static readonly AlertBook Empty = new();

    /// <summary>In order of sending and key.</summary>
    public ImmutableArray<AlertEntry> Entries { get; init; } = [];

    /// <summary>In order of rule and place.</summary>
    public ImmutableArray<AlertWatch> Watches { get; init; } = [];

    /// <summary>Until when everything is judged.</summary>
    public Instant? JudgedAt { get; init; }

    /// <summary>Counts what was told; the number makes the keys of what is told unique.</summary>
    public long Told { get; init; }

    internal AlertWatch WatchOf(string rule, string place) =>
        Watches.FirstOrDefault(watch => watch.Rule == rule && watch.Place == place) ?? new AlertWatch(rule, place);

    internal AlertBook With(AlertWatch watch) => this with
    {
        Watches =
        [
            .. Watches.Where(other => (other.Rule, other.Place) != (watch.Rule, watch.Place)).Append(watch)
                .OrderBy(each => each.Rule, StringComparer.Ordinal)
                .ThenBy(each => each.Place, StringComparer.Ordinal),
        ],
    };
}

/// <summary>An alert that was seen, with the levels that the rules found in it.</summary>
public sealed record AlertEntry(AlertKey Key, AlertMessageKind Kind)
{
    public ImmutableArray<AlertKey> References { get; init; } = [];

    /// <summary>Those that it may speak for: what another sender sent is not its to update or to call off.</summary>
    internal IEnumerable<AlertKey> Own => References.Where(reference => reference.Source == Key.Source);

    public ImmutableArray<AlertHit> Hits { get; init; } = [];

    /// <summary>When the first of what it tells becomes effective, where that is later than it was sent. Until then
    /// what it refers to goes on.</summary>
    public Instant? From { get; init; }

    /// <summary>For what it does later, when it is no longer at hand.</summary>
    public AlertBrief? Brief { get; init; }

    /// <summary>How severe it is, for the same.</summary>
    public int Rank { get; init; }

    /// <summary>It is forgotten with its case, when all of it is over.</summary>
    public required Instant KeepUntil { get; init; }
}

/// <summary>A level that an alert reaches at a place, until it expires.</summary>
public sealed record AlertHit(string Rule, string Place, string Level, Instant Until)
{
    /// <summary>Where it does not hold from when it was sent.</summary>
    public Instant? From { get; init; }
}

/// <summary>The level machine of one rule at one place.</summary>
public sealed record AlertWatch(string Rule, string Place)
{
    /// <summary>None while no alert stands.</summary>
    public string? Level { get; init; }

    public Instant? ClearedAt { get; init; }

    public Instant? ClosableAt { get; init; }

    public int Episode { get; init; }
}
