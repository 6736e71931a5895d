using System.Globalization;

namespace Samanvay.LongRuns.Kills;

/// <summary>
/// What processes said was acknowledged, for comparing with what a database holds. May be written by several readers.
/// </summary>
/// <param name="read">Gives the first column of every row of a query, as text.</param>
internal sealed class Ledger(Func<string, List<string>> read)
{
    private const string Running = "ended_at IS NULL";

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Procedure, int Call), long> _acknowledged = [];
    private readonly List<string> _problems = [];

    /// <summary>Behind the procedure that was acknowledged last: there the next process begins.</summary>
    public int Next(int before)
    {
        lock (_lock)
        {
            return Math.Max(0, _acknowledged.Keys.Select(key => key.Procedure).DefaultIfEmpty().Max() - before);
        }
    }

    // The same command may be acknowledged by several processes, always with the same answer.
    public void Acknowledge(int procedure, int call, long sequence)
    {
        lock (_lock)
        {
            if (!_acknowledged.TryAdd((procedure, call), sequence) && _acknowledged[(procedure, call)] != sequence)
                _problems.Add($"call {call} of {procedure} was answered differently");
        }
    }

    public List<KeyValuePair<(int Procedure, int Call), long>> Acknowledged()
    {
        lock (_lock) return [.. _acknowledged];
    }

    public void Reconciled(int differences)
    {
        if (differences == 0) return;
        lock (_lock) _problems.Add($"{differences} rows differed from the states");
    }

    /// <summary>What must hold at every moment; says what does not.</summary>
    public IReadOnlyList<string> Check()
    {
        // Taken before the look: what is acknowledged meanwhile may not be seen by it.
        var acknowledged = Acknowledged();
        var stored = read("SELECT operation || ':' || sequence FROM history").ToHashSet(StringComparer.Ordinal);
        foreach (var ((procedure, call), sequence) in acknowledged)
        {
            if (!stored.Contains($"{new Guid(procedure, 0, 0, new byte[8])}:{sequence}"))
                Problem($"call {call} of {procedure} was acknowledged and is lost");
        }
        None("a step was applied twice or is missing", """
            SELECT operation FROM history GROUP BY operation HAVING count(*) <> max(sequence)
            """);
        None("a history and its state differ", """
            SELECT o.id FROM operations o WHERE o.sequence <>
                (SELECT max(h.sequence) FROM history h WHERE h.city = o.city AND h.operation = o.id)
            """);
        None("more was done than was asked", string.Create(
            CultureInfo.InvariantCulture, $"SELECT id FROM operations WHERE sequence > {LoadProcedure.LastSequence}"));
        None("a request to the outside is there twice", """
            SELECT operation FROM outbox GROUP BY operation HAVING count(*) > 1
            """);
        None("a timer outlived its procedure", $"""
            SELECT t.key FROM timers t WHERE NOT EXISTS
                (SELECT 1 FROM operations o WHERE o.city = t.city AND o.id = t.operation AND o.{Running})
            """);
        return Taken();
    }

    /// <summary>What must hold when so many procedures have come to their end.</summary>
    public IReadOnlyList<string> CheckEnd(int procedures)
    {
        Expect("procedures ended", procedures, $"""
            SELECT count(*) FROM operations WHERE sequence = {LoadProcedure.LastSequence} AND ended_at IS NOT NULL
            """);
        Expect("steps", procedures * LoadProcedure.LastSequence, "SELECT count(*) FROM history");
        Expect("requests done", procedures, "SELECT count(*) FROM outbox WHERE status = 1");
        Expect("requests", procedures, "SELECT count(*) FROM outbox");
        foreach (var table in (string[])["inbox", "timers", "work_items"])
            Expect($"rows left in {table}", 0, $"SELECT count(*) FROM {table}");
        return [.. Check(), .. Taken()];
    }

    private void None(string what, string sql)
    {
        if (read(sql) is { Count: > 0 } found) Problem($"{what}: {string.Join(' ', found.Take(3))}");
    }

    private void Expect(string what, int expected, string sql)
    {
        var found = int.Parse(read(sql)[0], CultureInfo.InvariantCulture);
        if (found != expected) Problem($"{found} {what}, not {expected}");
    }

    private void Problem(string problem)
    {
        lock (_lock) _problems.Add(problem);
    }

    private List<string> Taken()
    {
        lock (_lock)
        {
            var taken = _problems.ToList();
            _problems.Clear();
            return taken;
        }
    }
}
