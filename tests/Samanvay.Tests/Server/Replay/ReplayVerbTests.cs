using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Samanvay.Server.Verbs;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server.Replay;

/// <summary>The replay's way to a running server. It shifts, so that the other tests' clock stands.</summary>
public sealed class ReplayVerbTests(ServerFixture server) : IDisposable
{
    private const string Heading = "at,level";

    private static readonly LocalDateTimePattern Time =
        LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");

    private string _unit = "m";
    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-replay-").FullName;

    [Fact]
    public async Task A_replay_that_was_broken_off_goes_on_where_it_was_and_stores_nothing_twice()
    {
        var lines = Lines(30);
        var end = InstantPattern.General.Format(await server.NowAsync());

        var first = await RunAsync(lines, ("--end", end));
        var again = await RunAsync(lines, ("--end", end));

        first.ShouldBe((0, first.Output, ""));
        first.Output.ShouldEndWith("done: 30 taken\n");
        again.Output.ShouldEndWith("done: 30 known already\n");
        var stored = await server.StoredAsync();
        stored.Where(ids => ids.Key.EndsWith($"/{lines.Length}/{end}", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_the_server_refuses_is_named_with_its_line_and_the_rest_is_taken()
    {
        var lines = Lines(5);
        lines[3] = $"{lines[3].Split(',')[0]},9999999999";

        var (exit, output, errors) = await RunAsync(lines);

        exit.ShouldBe(1);
        output.ShouldEndWith("done: 4 taken, 1 refused\n");
        errors.ShouldStartWith("readings.csv, line 4: No sensor can read this in m.");
    }

    [Fact]
    public async Task Readings_of_more_than_a_week_are_not_moved_to_now_in_silence()
    {
        var lines = Lines(3);
        lines[1] = lines[1].Replace("2024-05-01", "2024-04-01", StringComparison.Ordinal);

        var (exit, output, errors) = await RunAsync(lines);

        exit.ShouldBe(1);
        output.ShouldEndWith("done: 2 taken, 1 too old\n");
        errors.ShouldStartWith("1 readings lie more than 7 days before the city's time");
    }

    [Theory]
    [InlineData("--device", "rg-nowhere", "The key reaches no device 'rg-nowhere'. It reaches: rg-chandan, rg-lohar")]
    [InlineData("--key", "smv_no_key", "The server does not know this key. The City screen issues one.")]
    public async Task What_no_reading_could_get_through_is_said_before_the_first(string option, string text, string why)
    {
        var (exit, output, errors) = await RunAsync(Lines(3), (option, text));

        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain(why);
    }

    [Fact]
    public async Task A_unit_of_another_kind_is_refused_before_the_first_reading()
    {
        _unit = "kPa";

        var (exit, output, errors) = await RunAsync(Lines(3));

        exit.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain("measures in m, the mapping's value.unit is kPa, which is of another kind.");
    }

    [Fact]
    public async Task A_file_or_a_mapping_that_is_not_there_is_named()
    {
        var (exit, _, errors) = await RunAsync(["x"], ("--mapping", Path.Combine(_folder, "none.json")));

        exit.ShouldBe(1);
        errors.ShouldContain("none.json");
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_named()
    {
        var (exit, _, errors) = await RunAsync(Lines(1), ("--to", "http://127.0.0.1:1"));

        exit.ShouldBe(1);
        errors.ShouldStartWith("The server at http://127.0.0.1:1/ does not answer. Start it, then run this again");
    }

    [Fact]
    public async Task Something_else_that_answers_in_the_server_s_place_is_told_apart()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var stranger = AnswerAsync(listener, "<html>Hello</html>");

        var (exit, _, errors) = await RunAsync(Lines(1), ("--to", $"http://{listener.LocalEndpoint}"));

        await stranger;
        exit.ShouldBe(1);
        errors.ShouldContain("is no Samanvay server of this version. Check --to.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AnswerAsync(TcpListener listener, string body)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        await stream.ReadAtLeastAsync(new byte[64], 64);
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {body.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body));
    }

    // One reading every minute, at the time of another year.
    private static string[] Lines(int count) =>
    [
        Heading,
        .. Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture,
            $"{Time.Format(new LocalDateTime(2024, 5, 1, 6, 0).PlusMinutes(number))},{1 + (number % 3 * 0.01m)}")),
    ];

    private async Task<(int Exit, string Output, string Errors)> RunAsync(
        string[] lines, params (string Option, string Text)[] other)
    {
        var file = Path.Combine(_folder, "readings.csv");
        var mapping = Path.Combine(_folder, "mapping.json");
        await File.WriteAllLinesAsync(file, lines, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await File.WriteAllTextAsync(mapping, Mapping(_unit));
        var words = new Dictionary<string, string>
        {
            ["--mapping"] = mapping,
            ["--key"] = (await server.IssueKeyAsync("gateway-river")).Text,
            ["--to"] = (await server.AddressAsync()).ToString(),
            ["--device"] = "rg-lohar",
        };
        foreach (var (option, text) in other) words[option] = text;
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var options = ReplayOptions.Read(
            [file, "--shift", .. words.SelectMany(word => new[] { word.Key, word.Value })]);
        return (await ReplayVerb.RunAsync(options, output, errors), output.ToString(), errors.ToString());
    }

    private static string Mapping(string unit) => $$"""
        {
          "signal": "river.level",
          "time": { "column": "at", "format": "yyyy-MM-dd HH:mm", "zone": "UTC" },
          "value": { "column": "level", "unit": "{{unit}}" }
        }
        """;
}
