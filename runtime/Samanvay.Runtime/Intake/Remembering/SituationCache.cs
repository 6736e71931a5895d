using NodaTime;
using Samanvay.Runtime.Ports;
using StoredKey = Samanvay.Runtime.Ports.SituationKey;

namespace Samanvay.Runtime.Intake.Remembering;

/// <summary>The situations of one city that readings came to lately. What is not here stands in its row.</summary>
internal sealed class SituationCache
{
    private readonly Dictionary<(string Rule, string Place), CachedSituation> _all = [];
    private readonly Queue<CachedSituation> _places = new();
    private readonly PriorityQueue<CachedSituation, Instant> _looks = new();

    public UnwrittenStates Unwritten { get; } = new();

    public int Count => _all.Count;

    /// <summary>When the first of them is to be looked at.</summary>
    public Instant? NextLook => _looks.TryPeek(out _, out var at) ? at : null;

    public CachedSituation? Find(string rule, string place)
    {
        if (!_all.TryGetValue((rule, place), out var known)) return null;
        known.IsWanted = true;
        return known;
    }

    /// <summary>From its row; none where it has no row yet.</summary>
    public CachedSituation Add(StoredKey key, SituationRow? row)
    {
        var added = new CachedSituation(key) { IsWanted = true };
        if (row is not null) added.Read(row);
        _all.Add((key.Rule, key.Place), added);
        _places.Enqueue(added);
        Look(added);
        return added;
    }

    /// <summary>Takes over what another process wrote.</summary>
    public void Replace(SituationRow row)
    {
        if (!_all.TryGetValue((row.Key.Rule, row.Key.Place), out var known)) return;
        known.Next = null;
        known.Read(row);
        Look(known);
    }

    public void Clear()
    {
        _all.Clear();
        _places.Clear();
        _looks.Clear();
        Unwritten.Clear();
    }

    /// <summary>Sees to it that it is looked at when it is due.</summary>
    public void Look(CachedSituation situation)
    {
        if (situation.Due is not { } due || situation.LookedAt <= due) return;
        situation.LookedAt = due;
        _looks.Enqueue(situation, due);
    }

    /// <summary>Some of those that are due. Each is to be given to <see cref="Look"/> again.</summary>
    public List<CachedSituation> Due(Instant now, int limit)
    {
        var due = new List<CachedSituation>();
        while (due.Count < limit && _looks.TryPeek(out var first, out var at) && at <= now)
        {
            _looks.Dequeue();
            if (first.LookedAt != at) continue;
            first.LookedAt = null;
            if (!_all.TryGetValue((first.Key.Rule, first.Key.Place), out var known) || known != first) continue;
            if (first.Due <= now) due.Add(first);
            else Look(first);
        }

        return due;
    }

    /// <summary>Forgets those that nobody asked for since the last look round, when there are too many. What is not
    /// written stays.</summary>
    public void Shrink(int countMax)
    {
        for (var looks = 2 * _places.Count; _all.Count > countMax && looks > 0; looks--)
        {
            var next = _places.Dequeue();
            if (next.IsWanted || next.UnwrittenSince > 0)
            {
                next.IsWanted = false;
                _places.Enqueue(next);
            }
            else
            {
                _all.Remove((next.Key.Rule, next.Key.Place));
            }
        }
    }
}
