using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Situations;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>Measured rivers, and how to run a rule over them.</summary>
internal static class Rivers
{
    private static readonly LocalDateTimePattern Queensland =
        LocalDateTimePattern.CreateWithInvariantCulture("d/MM/uuuu H:mm");

    private static readonly LocalDateTimePattern Maine =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    public static Offset Aest { get; } = Offset.FromHours(10);

    /// <summary>Warning level 8 m, danger level 10 m, highest flood level 14 m.</summary>
    public static SituationRule Debbie { get; } = new()
    {
        Id = "river-level", Signal = "river.level", Unit = "m",
        Levels =
        [
            new("low", 8m, 8m, 4), new("moderate", 10m, 10m, 3),
            new("high", 13.5m, 13.5m, 2), new("unprecedented", 14m, 14m, 1),
        ],
        LowerAfter = Duration.FromHours(6), ClosableAfter = Duration.FromHours(24),
        StaleAfter = Duration.FromMinutes(270),
    };

    public static SituationRule Kenduskeag { get; } = Debbie with
    {
        Unit = "[ft_i]", Levels = [new("warning", 6m, 6m, 4), new("danger", 7m, 7m, 3)],
        StaleAfter = Duration.FromHours(3),
    };

    public static IReadOnlyList<Observation> DebbieReadings() =>
        [.. Rows("river_queensland_debbie", "data_sandy_anom.csv").Select(row => new Observation(
            "sandy-creek", "level-1", Queensland.Parse(row["Timestamp"]).Value.WithOffset(Aest).ToInstant(),
            decimal.Parse(row["Level"], CultureInfo.InvariantCulture)))];

    public static IReadOnlyList<Observation> KenduskeagReadings() =>
        [.. Rows("river_us_usgs", "keag_small_2014-05_2015-05.csv").Select(row => new Observation(
            "kenduskeag", "01037000", Maine.Parse(row["datetime"]).Value.WithOffset(UsOffset(row["tz_cd"])).ToInstant(),
            decimal.Parse(row["65565_00065"], CultureInfo.InvariantCulture)))];

    /// <summary>Runs readings as the runtime does: every delay is ended at its own instant.</summary>
    public static (SituationState State, List<SituationChange> Changes) Run(
        SituationRule rule, IEnumerable<Observation> readings, SituationState? state = null)
    {
        var changes = new List<SituationChange>();
        foreach (var reading in readings)
        {
            while (state is not null && SituationEngine.NextDue(rule, state) is { } due && due < reading.At)
                Keep(SituationEngine.Tick(rule, state, due));
            Keep(SituationEngine.Observe(rule, state, reading));
        }

        return (state!, changes);

        void Keep(SituationMoved moved)
        {
            state = moved.State;
            changes.AddRange(moved.Changes);
        }
    }

    /// <summary>Changes of levels as <c>28-03 16:40 raised low</c>.</summary>
    public static IEnumerable<string> Told(IEnumerable<SituationChange> changes, Offset offset) => changes
        .Where(change => change is not (SensorFault or SensorRecovered))
        .Select(change => $"{Local(change.At, offset)} {string.Join(' ', change.MessageName!.Split('/').Skip(1))}");

    public static string Local(Instant at, Offset offset) =>
        at.WithOffset(offset).LocalDateTime.ToString("dd-MM HH:mm", CultureInfo.InvariantCulture);

    private static Offset UsOffset(string zone) => zone switch
    {
        "EDT" => Offset.FromHours(-4),
        "EST" => Offset.FromHours(-5),
        _ => throw new FormatException(zone),
    };

    private static IEnumerable<ImmutableDictionary<string, string>> Rows(params string[] path)
    {
        using var lines = File.ReadLines(SharedFolder.Require(["data", .. path])).GetEnumerator();
        lines.MoveNext();
        var header = lines.Current.Split(',');
        while (lines.MoveNext())
        {
            yield return header.Zip(lines.Current.Split(','))
                .ToImmutableDictionary(pair => pair.First, pair => pair.Second);
        }
    }
}
