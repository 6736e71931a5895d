using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>Which alerts belong together, and what stands.</summary>
/// <remarks>
/// Alerts that refer to each other, or to the same alert, are one case, also where that one was never seen; so are
/// those of one sender and identifier. What was sent last, and is effective, says what holds. So it does not matter in
/// which order they arrive: an update that overtakes its alert stands, a cancel that comes first calls off what comes
/// after it. References to what another sender sent join nothing.
/// Authorities send several messages at one instant, each for a part of the area: these stand beside each other.
/// </remarks>
internal static class AlertCases
{
    // An update every hour for three weeks.
    private const int CaseMax = 500;

    public static IEnumerable<ImmutableArray<AlertEntry>> Of(ImmutableArray<AlertEntry> entries)
    {
        var roots = new Dictionary<(string, string), (string, string)>();
        foreach (var entry in entries)
        {
            Join(entry.Key.Name, entry.Key.Name);
            foreach (var reference in entry.Own) Join(entry.Key.Name, reference.Name);
        }

        return entries.GroupBy(entry => Root(entry.Key.Name)).Select(group => group.ToImmutableArray());

        (string, string) Root((string, string) name)
        {
            while (roots.TryGetValue(name, out var root) && root != name) name = root;
            return name;
        }

        void Join((string, string) one, (string, string) other)
        {
            var (first, second) = (Root(one), Root(other));
            roots[first] = second;
            roots[second] = second;
        }
    }

    public static ImmutableArray<AlertEntry> OfKey(ImmutableArray<AlertEntry> entries, AlertKey key) =>
        Of(entries).First(members => members.Any(entry => entry.Key == key));

    /// <summary>What was sent last of what is effective, without what it refers to itself.</summary>
    public static ImmutableArray<AlertEntry> Current(ImmutableArray<AlertEntry> members, Instant at)
    {
        var begun = members.Where(entry => entry.From is null || entry.From <= at).ToList();
        if (begun.Count == 0) return [];
        var last = begun.Max(entry => entry.Key.Sent);
        var replaced = begun.SelectMany(entry => entry.Own).ToHashSet();
        return [.. begun.Where(entry => entry.Key.Sent == last && !replaced.Contains(entry.Key))];
    }

    /// <summary>What every case says now.</summary>
    public static ILookup<(string Rule, string Place), AlertHit> Standing(
        ImmutableArray<AlertEntry> entries, Instant at) => (
        from members in Of(entries)
        from current in Current(members, at)
        where current.Kind != AlertMessageKind.Cancel
        from hit in current.Hits
        where hit.Until > at && (hit.From is null || hit.From <= at)
        select hit).ToLookup(hit => (hit.Rule, hit.Place));

    /// <summary>With one more, and without the cases that are over for long; when there are too many those go that are
    /// over first, of each source alike, and of a case that is updated again and again what was sent first.</summary>
    public static ImmutableArray<AlertEntry> With(
        ImmutableArray<AlertEntry> entries, AlertEntry taken, Instant now, int max)
    {
        var cases = Of(InOrder(entries.Append(taken)))
            .Where(members => members.Max(entry => entry.KeepUntil) > now)
            .Select(members => members.Where((entry, place) =>
                place >= members.Length - CaseMax || entry == taken).ToImmutableArray());
        // In turn, so that a source that floods the city pushes out none but its own.
        var kept = cases.GroupBy(members => members[0].Key.Source)
            .SelectMany(source => source.OrderByDescending(members => members.Max(entry => entry.KeepUntil))
                .ThenBy(members => members[0].Key).Index())
            .OrderByDescending(turn => turn.Item.Contains(taken)).ThenBy(turn => turn.Index)
            .ThenByDescending(turn => turn.Item.Max(entry => entry.KeepUntil)).ThenBy(turn => turn.Item[0].Key)
            .Select(turn => turn.Item);
        var room = max;
        return InOrder(kept.TakeWhile(members => (room -= members.Length) >= 0).SelectMany(members => members));
    }

    private static ImmutableArray<AlertEntry> InOrder(IEnumerable<AlertEntry> entries) =>
        [.. entries.OrderBy(entry => entry.Key.Sent).ThenBy(entry => entry.Key)];
}
