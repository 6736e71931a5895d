using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Tests.Support;

namespace Samanvay.SystemTests.Replays;

/// <summary>What was measured at Sandy Creek around Cyclone Debbie, and what a city there would have set.</summary>
internal static class SandyCreek
{
    private static readonly LocalDateTimePattern Time =
        LocalDateTimePattern.CreateWithInvariantCulture("d/MM/yyyy H:mm");

    public static Offset Aest { get; } = Offset.FromHours(10);

    public static IReadOnlyDictionary<string, string> Levels { get; } = new Dictionary<string, string>
    {
        ["warningLevel"] = "8",
        ["dangerLevel"] = "10",
        ["highestFloodLevel"] = "14",
        ["confirmReadings"] = "1",
        ["readingEvery"] = "PT90M",
        ["bulletinEvery"] = "PT12H",
    };

    /// <summary>The flood of March 2017 as a city sees it at these levels.</summary>
    public static string[] Flood { get; } =
    [
        "28-03 16:40 raised low", "29-03 00:20 raised moderate", "29-03 12:40 raised high",
        "29-03 14:10 raised unprecedented", "30-03 06:50 lowered high", "30-03 09:50 lowered moderate",
        "30-03 20:30 lowered low", "31-03 05:30 cleared", "31-03 23:30 closable",
    ];

    public static IEnumerable<(LocalDateTime At, string Level)> Rows() =>
        File.ReadLines(SharedFolder.Require("data", "river_queensland_debbie", "data_sandy_anom.csv")).Skip(1)
            .Select(line => line.Split(',')).Select(cells => (Time.Parse(cells[0]).Value, cells[1]));

    /// <summary>A file that the mapping for day-first files reads, always of the same name.</summary>
    public static string Write(IEnumerable<(LocalDateTime At, string Level)> rows)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("samanvay-rows-").FullName, "sandy-creek.csv");
        File.WriteAllLines(file, rows.Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{Time.Format(row.At)},{row.Level}")).Prepend("Timestamp,Level"));
        return file;
    }
}
