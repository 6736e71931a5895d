using System.Text;
using NodaTime;
using Samanvay.Runtime.Situations;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Situations;

public sealed class RecordedSeriesTests
{
    private static readonly DateTimeZone India = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];

    [Theory]
    [InlineData("time,value\n2026-08-03T22:00:00Z,7.5\n2026-08-03T22:10:00Z,7.6\n", "2026-08-03T22:00:00Z")]
    [InlineData("Timestamp;Level\r\n3/08/2026 22:00;7.5\r\n3/08/2026 22:10;7.6", "2026-08-03T16:30:00Z")]
    [InlineData("2026-08-03 22:00:00\t7.5\n2026-08-03 22:10:00\t7.6", "2026-08-03T16:30:00Z")]
    [InlineData(
        "\"time\",\"station\",\"value\"\n\"2026-08-03T22:00+05:30\",x,7.5\n2026-08-03T22:10,x,7.6",
        "2026-08-03T16:30:00Z")]
    [InlineData(
        "\"Level; m\",\"Station, river\",\"Time\"\r\n\"7.5\",\"Raj \"\"Setu\"\", south\",2026-08-03T22:00Z\r\n"
            + "7.6,\"two\r\nlines\",\"2026-08-03T22:10Z\"\r\n",
        "2026-08-03T22:00:00Z")]
    public void Common_forms_of_tables_are_read(string csv, string first)
    {
        var read = RecordedSeries.Read(csv, "A flood", India);

        read.Problems.ShouldBeEmpty();
        read.Value!.Readings.Select(reading => reading.Value).ShouldBe([7.5m, 7.6m]);
        read.Value.Readings[0].At.ToString().ShouldBe(first);
        read.Value.Until.ShouldBe(read.Value.From + Duration.FromMinutes(10));
    }

    [Fact]
    public void A_column_is_chosen_by_its_name()
    {
        const string Csv = "time,flow,level\n2026-08-03T22:00Z,120,7.5\n2026-08-03T22:10Z,,7.6\n";

        RecordedSeries.Columns(Csv).Names.ShouldBe(["flow", "level"]);
        RecordedSeries.Read(Csv, "A flood", India, "level").Value!.Readings[1].Value.ShouldBe(7.6m);
        RecordedSeries.Read(Csv, "A flood", India, "flow").Value!.Readings[1].Value.ShouldBeNull();
    }

    [Fact]
    public void A_file_of_an_older_spreadsheet_is_read_by_its_letters()
    {
        const string Csv = "time;Temp \u00B0C\n2026-08-03 22:00;31.5\n";

        foreach (var encoding in new[] { Encoding.Latin1, new UTF8Encoding(true), Encoding.Unicode })
        {
            byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes(Csv)];
            RecordedSeries.Columns(RecordedSeries.TextOf(file)).Usual.ShouldBe("Temp \u00B0C");
        }
    }

    [Fact]
    public void What_changes_and_has_decimals_is_read_before_the_number_of_a_station()
    {
        const string Csv = "site_no,hour,datetime,code,Flow_Inst\n"
            + "01646500,22,03.08.2026 22:00,1,120.5\n01646500,23,03.08.2026 23:00,1,\n01646500,0,04.08.2026,1,131.2\n";

        RecordedSeries.Columns(Csv).Usual.ShouldBe("Flow_Inst");
        var read = RecordedSeries.Read(Csv, "A flood", India).Value!;
        read.Readings.Select(reading => reading.Value).ShouldBe([120.5m, null, 131.2m]);
        read.Until.ShouldBe(read.From + Duration.FromHours(2));
        RecordedSeries.Columns("time,level\n2026-08-03T22:00Z,7\n2026-08-03T22:10Z,7\n").Usual.ShouldBe("level");
    }

    [Fact]
    public void Columns_in_quotes_hold_the_separator()
    {
        const string Csv = "time;\"flow; m3/s\";\"level, m\"\n2026-08-03 22:00;\"120\";7.5\n";

        RecordedSeries.Columns(Csv).Names.ShouldBe(["flow; m3/s", "level, m"]);
        RecordedSeries.Read(Csv, "A flood", India, "level, m").Value!.Readings[0].Value.ShouldBe(7.5m);
    }

    [Fact]
    public void Rows_may_come_in_any_order()
    {
        RecordedSeries.Read("t,v\n2026-08-03T23:00Z,8\n2026-08-03T22:00Z,7", "A flood", India).Value!
            .Readings.Select(reading => reading.Value).ShouldBe([7m, 8m]);
    }

    [Theory]
    [InlineData("", "There is nothing in the table.")]
    [InlineData("time,value\n2026-08-03T22:00Z,7\n\"2026-08-03T22:10Z,8", "Line 3 has a quotation mark")]
    [InlineData("\uFFFDPNG\r\n\u001A\n\0\0\0\rIHDR", "This is no text.")]
    [InlineData("time,value\n2026-08-03T22:00Z,7\n2026-08-03T22:10Z,7e28", "Line 3: \"7e28\" is no number.")]
    [InlineData("time,value\n9999-12-31T23:59Z,7", "No column holds times.")]
    [InlineData("time,value\nyesterday,7", "No column holds times.")]
    [InlineData("time,value\n2026-08-03T22:00Z,high", "No column holds numbers.")]
    [InlineData("time,value\n2026-08-03T22:00Z,7\nlater,8", "Line 3 has no time")]
    [InlineData("time,value\n2026-08-03T22:00Z,7\n2026-08-03T22:10Z,high", "Line 3: \"high\" is no number.")]
    public void What_can_not_be_read_is_told_with_its_line(string csv, string told) =>
        RecordedSeries.Read(csv, "A flood", India).Problems.ShouldHaveSingleItem().Message.ShouldStartWith(told);
}
