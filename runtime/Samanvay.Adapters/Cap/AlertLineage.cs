using System.Collections.Immutable;

namespace Samanvay.Adapters.Cap;

/// <summary>What an alert means for the incidents that alerts began.</summary>
public abstract record AlertStep;

/// <summary>It begins something. The key names the case for ever.</summary>
public sealed record AlertBegins(EventKey Case) : AlertStep;

/// <summary>It tells more of a case that an earlier alert began.</summary>
public sealed record AlertContinues(EventKey Case) : AlertStep;

/// <summary>It calls off a case that an earlier alert began.</summary>
public sealed record AlertEnds(EventKey Case) : AlertStep;

/// <summary>It is kept and shown, and moves nothing: an exercise, a test, a reply between systems, or a cancel of
/// something that was never seen here.</summary>
public sealed record AlertNoted : AlertStep;

/// <summary>It came before.</summary>
public sealed record AlertSeenBefore : AlertStep;

/// <summary>Which alert belongs to which case: the alerts that were seen, each with the one that began its
/// case.</summary>
public sealed record AlertLineage
{
    private static readonly IComparer<EventKey> Order = Comparer<EventKey>.Create((one, other) =>
        string.CompareOrdinal(one.Source, other.Source) is var first and not 0
            ? first
            : string.CompareOrdinal(one.Id, other.Id));

    public static readonly AlertLineage Empty = new();

    /// <summary>Absent for what was only noted.</summary>
    public ImmutableSortedDictionary<EventKey, EventKey?> Seen { get; init; } =
        ImmutableSortedDictionary.Create<EventKey, EventKey?>(Order);

    /// <summary>Takes the next alert. An update whose original was never seen here begins the case itself: a warning
    /// must not be lost because an earlier one was.</summary>
    public (AlertLineage Lineage, AlertStep Step) Next(CapAlert alert)
    {
        if (Seen.ContainsKey(alert.Key)) return (this, new AlertSeenBefore());
        if (!alert.IsReal) return (With(alert, null), new AlertNoted());
        var earlier = alert.References.Select(key => Seen.GetValueOrDefault(key)).OfType<EventKey?>().FirstOrDefault();
        return alert.MessageType switch
        {
            CapMessageType.Alert => (With(alert, alert.Key), new AlertBegins(alert.Key)),
            CapMessageType.Update when earlier is { } found => (With(alert, found), new AlertContinues(found)),
            CapMessageType.Update => (With(alert, alert.Key), new AlertBegins(alert.Key)),
            CapMessageType.Cancel when earlier is { } found => (With(alert, found), new AlertEnds(found)),
            _ => (With(alert, null), new AlertNoted()),
        };
    }

    private AlertLineage With(CapAlert alert, EventKey? origin) => this with { Seen = Seen.Add(alert.Key, origin) };
}
