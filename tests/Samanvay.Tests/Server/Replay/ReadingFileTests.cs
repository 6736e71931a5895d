using NodaTime;
using Samanvay.Server.Replay;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server.Replay;

/// <summary>Files of readings come from everywhere: what can be read is, and the rest is named by its line.</summary>
public sealed class ReadingFileTests
{
    private static readonly ReadingMapping Plain = ReadingMapping.Read("""
        {
          "time": { "column": "at", "format": "d/M/yyyy H:mm", "zone": "+10:00" },
          "value": { "column": "level", "unit": "m" },
          "missing": [ "", "NA" ]
        }
        """);

    private static readonly ReadingMapping Zoned = ReadingMapping.Read("""
        {
          "time": {
            "column": "at", "format": "d/M/yyyy H:mm", "zoneColumn": "tz", "zones": { "EDT": "-04:00" }
          },
          "value": { "column": "level", "unit": "[ft_i]" }
        }
        """);

    [Fact]
    public void Readings_come_in_order_of_time_whatever_the_order_of_lines()
    {
        var file = Read("at,level\n1/7/2026 6:10,2.5\n1/7/2026 6:00,2.4\n1/7/2026 6:20,NA\n");

        file.Readings.ShouldBe(
        [
            new(3, Instant.FromUtc(2026, 6, 30, 20, 0), 2.4m), new(2, Instant.FromUtc(2026, 6, 30, 20, 10), 2.5m),
            new(4, Instant.FromUtc(2026, 6, 30, 20, 20), null),
        ]);
        file.Problems.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("at,level\r\n1/7/2026 6:00,2.4\r\n")]
    [InlineData("at;level\n1/7/2026 6:00;2.4")]
    [InlineData("\"at\"\t\"level\"\n\"1/7/2026 6:00\"\t\"2.4\"\n\n\n")]
    [InlineData("more,level,at\n\"a, \"\"b\"\"\",2.4,1/7/2026 6:00\n")]
    public void Line_ends_separators_and_quotes_of_any_spreadsheet_are_read(string text) =>
        Read(text).Readings.ShouldBe([new(2, Instant.FromUtc(2026, 6, 30, 20, 0), 2.4m)]);

    [Theory]
    [InlineData("1/7/2026 6:00", "it has 1 cells, the first line 2")]
    [InlineData("1/7/2026 6:00,2,4", "it has 3 cells, the first line 2")]
    [InlineData("2026-07-01,2.4", "the time '2026-07-01' does not have the form d/M/yyyy H:mm")]
    [InlineData("1/13/2026 6:00,2.4", "the time '1/13/2026 6:00' does not have the form d/M/yyyy H:mm")]
    [InlineData("1/1/9999 6:00,2.4", "the time '1/1/9999 6:00' does not have the form d/M/yyyy H:mm")]
    [InlineData("1/7/2026 6:00,high", "'high' is no number")]
    [InlineData("1/7/2026 6:00,NaN", "'NaN' is no number")]
    [InlineData("1/7/2026 6:00,1e400", "'1e400' is no number")]
    [InlineData("1/7/2026 6:00,\"2,4\"", "'2,4' is no number")]
    public void A_line_that_can_not_be_read_is_named_and_the_others_are_read(string line, string why)
    {
        var file = Read($"at,level\n1/7/2026 5:50,2.3\n{line}\n1/7/2026 6:10,2.5\n");

        file.Readings.Select(reading => reading.Line).ShouldBe([2, 4]);
        file.Problems.Tell("a.csv", "").ShouldBe([$"a.csv, line 3: {why}"]);
    }

    [Fact]
    public void A_zone_that_the_mapping_does_not_know_is_named_with_its_line()
    {
        var file = ReadingFile.Read(
            new StringReader("at,tz,level\n1/7/2026 6:00,EDT,7\n1/7/2026 7:00,AEST,7\n"), Zoned);

        file.Readings.ShouldBe([new(2, Instant.FromUtc(2026, 7, 1, 10, 0), 7m)]);
        file.Problems.Tell("a.csv", "").ShouldBe(["a.csv, line 3: the mapping says nothing of the zone 'AEST'"]);
    }

    [Fact]
    public void An_endless_line_is_left_out_without_being_held()
    {
        var endless = new string('7', BoundedLines.LengthMax + 1);

        var file = Read($"at,level\n1/7/2026 6:00,{endless}\n1/7/2026 6:10,2.5\n{endless}");

        file.Readings.Select(reading => reading.Line).ShouldBe([3]);
        file.Problems.Tell("a.csv", "").Count(told => told.Contains("it is longer than 64 thousand")).ShouldBe(2);
    }

    [Fact]
    public void The_first_few_lines_are_told_one_by_one_and_the_others_counted()
    {
        var file = Read("at,level\n" + string.Concat(Enumerable.Repeat("x,y\n", 25)));

        var told = file.Problems.Tell("a.csv", "that can not be read").ToList();

        told.Count.ShouldBe(11);
        told[^1].ShouldBe("and 15 lines more that can not be read");
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("\n\n", "The file is empty")]
    [InlineData("time,level\n", "The file has no column 'at'. It has: 'time, level'.")]
    [InlineData("at,level,at\n", "The file has the column 'at' twice")]
    [InlineData("at\0,level\n", "The file has no column 'at'. It has: 'at�, level'.")]
    public void A_file_that_the_mapping_does_not_fit_is_refused_as_a_whole(string text, string why) =>
        Should.Throw<MappingException>(() => Read(text)).Message.ShouldStartWith(why);

    [Fact]
    public void A_mistyped_year_is_found_before_a_clock_is_moved_to_it() =>
        Should.Throw<MappingException>(() => Read("at,level\n1/7/2026 6:00,2.4\n1/7/2062 6:10,2.5\n"))
            .Message.ShouldStartWith("From line 2 (2026-06-30T20:00:00Z) to line 3 (2062-06-30T20:10:00Z) there is no");

    private static ReadingFile Read(string text) => ReadingFile.Read(new StringReader(text), Plain);
}
