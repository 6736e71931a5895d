using System.Globalization;
using System.Text.RegularExpressions;

namespace Samanvay.LongRuns.Kills.Tracing;

/// <summary>
/// Finds in a trace, for every acknowledgement, the commit of its batch, and a flush of the disk that began when the
/// commit had been written and was over before anybody was told.
/// </summary>
internal static partial class SyncProof
{
    /// <summary>SQLite: the batch is in the write-ahead log; the last page of a transaction says that it is.</summary>
    public static SyncFinding OfSqlite(List<SystemCall> calls)
    {
        var log = calls.Where(call => call.File.EndsWith("-wal", StringComparison.Ordinal)).ToList();
        var syncs = log.Where(call => call.IsSync).ToList();
        var commits = new Dictionary<string, int>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var isLast = false;
        foreach (var write in log.Where(call => call.IsWrite))
        {
            if (write.Data.Length == FrameHeader)
            {
                isLast = write.Data[4..8].Any(part => part != 0);
                continue;
            }
            keys.UnionWith(Key().Matches(write.Data).Select(match => match.Value));
            if (!isLast) continue;
            foreach (var key in keys) commits.TryAdd(key, write.Ended);
            keys.Clear();
            isLast = false;
        }
        return Judge(calls, key => commits.TryGetValue(key, out var commit) ? [(commit, int.MaxValue)] : [], syncs);
    }

    /// <summary>PostgreSQL: the backend is sent the batch and then told to commit, and answers that it has.</summary>
    public static SyncFinding OfPostgres(List<SystemCall> calls)
    {
        var syncs = calls.Where(call => call.IsSync && call.File.Contains("/pg_wal/", StringComparison.Ordinal))
            .ToList();
        var commits = new Dictionary<string, List<(int, int)>>(StringComparer.Ordinal);
        foreach (var backend in calls.Where(call => call.Name is "recvfrom" or "sendto").GroupBy(call => call.Process))
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            var told = 0;
            foreach (var call in backend)
            {
                if (call.Name == "sendto")
                {
                    if (told == 0 || !call.Data.Contains("COMMIT\0", StringComparison.Ordinal)) continue;
                    foreach (var key in keys)
                    {
                        if (!commits.TryGetValue(key, out var all)) commits[key] = all = [];
                        all.Add((told, call.Began));
                    }
                    (told, keys) = (0, new(StringComparer.Ordinal));
                    continue;
                }
                if (call.Data.Contains("BEGIN", StringComparison.Ordinal)) keys.Clear();
                keys.UnionWith(Key().Matches(call.Data).Select(match => match.Value));
                if (call.Data.Contains("COMMIT\0", StringComparison.Ordinal)) told = call.Ended;
            }
        }
        return Judge(calls, key => commits.GetValueOrDefault(key) ?? [], syncs);
    }

    private const int FrameHeader = 24;

    private static SyncFinding Judge(
        List<SystemCall> calls, Func<string, List<(int Committed, int Answered)>> commitsOf, List<SystemCall> syncs)
    {
        var unproven = new List<string>();
        var acknowledged = 0;
        foreach (var call in calls.Where(call => call.Name == "write"))
        {
            if (Acknowledgement().Match(call.Data) is not { Success: true } match) continue;
            acknowledged++;
            var key = LoadChild.KeyOf(Number(match.Groups[1]), Number(match.Groups[2]));
            var isProven = commitsOf(key).Any(commit => syncs.Any(sync =>
                sync.Began > commit.Committed && sync.Ended < Math.Min(commit.Answered, call.Began)));
            if (!isProven) unproven.Add(key);
        }
        return new(acknowledged, syncs.Count, unproven);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"key<\d+-\d+>")]
    private static partial Regex Key();

    [GeneratedRegex(@"^ack (\d+) (\d+) ")]
    private static partial Regex Acknowledgement();
}

/// <param name="Acknowledged">How many acknowledgements the trace has.</param>
/// <param name="Syncs">How many flushes of the log.</param>
/// <param name="Unproven">The commands that were acknowledged with no flush in between.</param>
internal sealed record SyncFinding(int Acknowledged, int Syncs, IReadOnlyList<string> Unproven);
