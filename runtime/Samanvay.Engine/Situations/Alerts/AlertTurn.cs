using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>The one mutable object of a judgement: born in it, dead when it returns.</summary>
internal sealed class AlertTurn(IReadOnlyList<AlertRule> rules, AlertBook book)
{
    private const int EntriesMax = 2000;

    // Longer than any authority updates what it has not heard of for a month.
    private static readonly Duration KeptFor = Duration.FromDays(30);

    private readonly ImmutableArray<AlertTold>.Builder _told = ImmutableArray.CreateBuilder<AlertTold>();
    private AlertBook _book = book;
    private ImmutableArray<AlertMark> _marks = [];

    // How severe the alert is that is at hand or becomes effective; 0 where only something ends.
    private int _rank;
    private AlertBrief? _brief;

    public AlertMoved Done(AlertOutcome? outcome) => new(_book, _told.ToImmutable(), outcome) { Marks = _marks };

    public void Elapse(Instant now)
    {
        while (NextDue() is { } due && due <= now)
        {
            // A delay that a new version of its rule made shorter is over at once: what was judged stays judged.
            var at = Later(due, _book.JudgedAt);
            var begins = _book.Entries.Where(entry => BeginsOf(entry).Any(from => from > _book.JudgedAt && from <= at))
                .MaxBy(entry => entry.Rank);
            (_rank, _brief) = (begins?.Rank ?? 0, begins?.Brief);
            Weigh(at);
            (_rank, _brief) = (0, null);
            Release(at);
        }

        if (_book.JudgedAt is null || _book.JudgedAt < now) _book = _book with { JudgedAt = now };
    }

    public Instant? NextDue()
    {
        Instant? next = null;
        foreach (var at in _book.Entries.SelectMany(entry => entry.Hits.Select(hit => hit.Until)
            .Concat(BeginsOf(entry))))
        {
            if (_book.JudgedAt is null || at > _book.JudgedAt) next = Earlier(next, at);
        }

        foreach (var watch in _book.Watches) next = Earlier(next, ClosableDue(watch));
        return next;
    }

    public AlertOutcome Take(AlertMessage message, Instant now)
    {
        if (!message.Acts) return AlertOutcome.Noted;
        if (_book.Entries.Any(entry => entry.Key == message.Key)) return AlertOutcome.Repeated;
        var hits = message.Kind == AlertMessageKind.Cancel ? [] : AlertSight.Hits(rules, message);
        // What reaches no level is remembered where others may follow or precede it.
        if (hits.IsEmpty && message.Kind != AlertMessageKind.Cancel && !message.References.Any(IsOwn)
            && !_book.Entries.Any(entry => IsAbout(entry, message.Key)))
        {
            return Idle(message, hits, now);
        }

        if (message.Kind == AlertMessageKind.Cancel && !message.References.IsEmpty && !message.References.Any(IsOwn))
            return AlertOutcome.CancelsOthers;
        var entry = Entry(message, hits, now);
        _book = _book with { Entries = AlertCases.With(_book.Entries, entry, now, EntriesMax) };
        (_rank, _brief) = (AlertSight.RankOf(message), message.Brief);
        var before = _told.Count;
        Weigh(now);
        _marks = [.. hits.Where(hit => hit.Until > now).Select(hit => (hit.Rule, hit.Place)).Distinct()
            .Select(at => new AlertMark(at.Rule, at.Place, _book.WatchOf(at.Rule, at.Place).Episode))];
        return Outcome(entry, message, [.. _told.Skip(before).Select(told => told.Change)], now);

        bool IsOwn(AlertKey reference) => reference.Source == message.Key.Source;
    }

    private static AlertEntry Entry(AlertMessage message, ImmutableArray<AlertHit> hits, Instant now)
    {
        var entry = new AlertEntry(message.Key, message.Kind)
        {
            References = [.. message.References.Distinct().Order()], Hits = hits, From = AlertSight.From(message),
            KeepUntil = hits.Select(hit => hit.Until).Append(now).Max() + KeptFor,
        };
        return BeginsOf(entry).Any(from => from > now)
            ? entry with { Brief = message.Brief, Rank = AlertSight.RankOf(message) }
            : entry;
    }

    private static IEnumerable<Instant> BeginsOf(AlertEntry entry) =>
        entry.Hits.Select(hit => hit.From).Append(entry.From).OfType<Instant>();

    private AlertOutcome Outcome(
        AlertEntry entry, AlertMessage message, ImmutableArray<SituationChange> changes, Instant now)
    {
        var members = AlertCases.OfKey(_book.Entries, entry.Key);
        if (!AlertCases.Current(members, Later(now, entry.From)).Contains(entry)) return AlertOutcome.Superseded;
        if (entry.From > now) return AlertOutcome.Waits;
        if (entry.Kind == AlertMessageKind.Cancel)
        {
            return members.Any(other => other.Kind != AlertMessageKind.Cancel)
                ? AlertOutcome.Cancelled
                : AlertOutcome.CancelsUnseen;
        }

        if (changes.OfType<LevelRaised>().Any()) return AlertOutcome.Raised;
        return changes.Length > 0 ? AlertOutcome.Lowered : Idle(message, entry.Hits, now);
    }

    private static bool IsAbout(AlertEntry entry, AlertKey key) =>
        entry.References.Prepend(entry.Key).Any(other => other.Name == key.Name);

    private static AlertOutcome Idle(AlertMessage message, ImmutableArray<AlertHit> hits, Instant now)
    {
        if (!message.Parts.Any(part => part.IsHere)) return AlertOutcome.NotHere;
        if (hits.IsEmpty) return AlertOutcome.NoRule;
        if (hits.All(hit => hit.From > now)) return AlertOutcome.Waits;
        return hits.Any(hit => hit.Until > now) ? AlertOutcome.Joined : AlertOutcome.Expired;
    }

    private void Weigh(Instant at)
    {
        _book = _book with { JudgedAt = at };
        var standing = AlertCases.Standing(_book.Entries, at);
        foreach (var rule in rules.OrderBy(rule => rule.Id, StringComparer.Ordinal))
        {
            var places = standing.Select(hits => hits.Key)
                .Concat(_book.Watches.Select(watch => (watch.Rule, watch.Place)))
                .Where(key => key.Rule == rule.Id).Select(key => key.Place)
                .Distinct().Order(StringComparer.Ordinal);
            foreach (var place in places.ToList())
            {
                var wanted = standing[(rule.Id, place)].Select(hit => rule.IndexOf(hit.Level))
                    .DefaultIfEmpty(-1).Max();
                Move(rule, _book.WatchOf(rule.Id, place), wanted, at);
            }
        }
    }

    private void Move(AlertRule rule, AlertWatch watch, int wanted, Instant at)
    {
        var present = rule.IndexOf(watch.Level);
        if (wanted > present) Raise(rule, watch, (present + 1, wanted), at);
        else if (wanted < present && wanted >= 0) Lower(rule, watch, wanted, at);
        else if (wanted < 0 && watch.Level is not null) Clear(watch, at);
    }

    // One change for each level that is passed, as the sensors' rules tell it.
    private void Raise(AlertRule rule, AlertWatch watch, (int From, int To) levels, Instant at)
    {
        var isNew = watch.Level is null && (watch.ClearedAt is null || watch.ClosableAt is not null);
        watch = watch with
        {
            Level = rule.Levels[levels.To].Name, ClearedAt = null, ClosableAt = null,
            Episode = isNew ? watch.Episode + 1 : watch.Episode,
        };
        foreach (var level in rule.Levels[levels.From..(levels.To + 1)])
        {
            Tell(watch, new LevelRaised(rule.Id, watch.Place, at, level.Name, _rank)
            {
                Severity = level.Severity, Episode = watch.Episode,
            });
        }
    }

    private void Lower(AlertRule rule, AlertWatch watch, int wanted, Instant at)
    {
        var level = rule.Levels[wanted];
        Tell(watch with { Level = level.Name }, new LevelLowered(
            rule.Id, watch.Place, at, level.Name, watch.Level!)
        {
            Severity = level.Severity, LeftAt = at,
        });
    }

    private void Clear(AlertWatch watch, Instant at) => Tell(
        watch with { Level = null, ClearedAt = at },
        new SituationCleared(watch.Rule, watch.Place, at, watch.Level!, at));

    private void Release(Instant at)
    {
        foreach (var watch in _book.Watches.Where(watch => ClosableDue(watch) <= at).ToList())
        {
            Tell(watch with { ClosableAt = at }, new SituationClosable(
                watch.Rule, watch.Place, at, watch.ClearedAt!.Value));
        }
    }

    private void Tell(AlertWatch watch, SituationChange change)
    {
        _book = _book.With(watch) with { Told = _book.Told + 1 };
        _told.Add(new AlertTold(change, _book.Told, watch.Episode, change is LevelRaised ? _brief : null));
    }

    // A watch whose rule is no longer in force is left as it is.
    private Instant? ClosableDue(AlertWatch watch) =>
        watch is { Level: null, ClearedAt: { } cleared, ClosableAt: null }
        && rules.FirstOrDefault(rule => rule.Id == watch.Rule) is { } rule
            ? cleared + rule.ClosableAfter
            : null;

    private static Instant Later(Instant one, Instant? other) => other > one ? other.Value : one;

    private static Instant? Earlier(Instant? one, Instant? other) =>
        one is null || other < one ? other ?? one : one;
}
