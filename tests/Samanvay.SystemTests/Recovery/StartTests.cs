using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Samanvay.SystemTests.Journeys;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

/// <summary>What stands against a start is said in one sentence, with a code for whoever watches the process.</summary>
public sealed class StartTests : IDisposable
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-start-").FullName;

    private string Database => Path.Combine(_folder, "samanvay.db");

    [Theory]
    [InlineData("There is no verb 'server'. See --help.", "server")]
    [InlineData("There is no option --port. See --help.", "--port", "80")]
    [InlineData("There is no option -v. See --help.", "-v")]
    [InlineData("--data needs a value. See --help.", "--data")]
    [InlineData("--data needs the name of a folder. See --help.", "--data", "")]
    [InlineData("--city is sample or empty, not 'mine'. See --help.", "--city", "mine")]
    [InlineData("--urls needs addresses such as http://localhost:5080, not 'hello'. See --help.", "--urls", "hello")]
    [InlineData("--urls needs addresses such as http://localhost:5080, not ''. See --help.", "--urls", "")]
    [InlineData("--urls needs addresses such as http://localhost:5080, not 'ftp://a:1'. See --help.",
        "--urls", "ftp://a:1")]
    [InlineData("--urls needs addresses such as http://localhost:5080, not 'http://a:99999'. See --help.",
        "--urls", "http://a:99999")]
    [InlineData("replay needs --mapping FILE. See --help.", "replay", "a.csv")]
    public async Task Words_that_can_not_be_carried_out_are_named(string sentence, params string[] arguments)
    {
        var (exit, output, errors) = await RunningServer.VerbAsync(arguments);

        (exit, output, errors.Trim()).ShouldBe((BadUsage, "", sentence));
    }

    [Fact]
    public async Task Help_lists_the_verbs_wherever_it_is_asked_for()
    {
        foreach (var arguments in (string[][])[["--help"], ["help"], ["serve", "--port", "--help"], ["replay", "-h"]])
        {
            var (exit, output, errors) = await RunningServer.VerbAsync(arguments);

            (exit, errors).ShouldBe((0, ""));
            output.ShouldContain("replay FILE");
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_another()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        (await ServeAsync("--urls", $"http://127.0.0.1:{port}")).ShouldBe(
            $"Port {port} is taken by another program. Stop it, or listen elsewhere: "
                + $"--urls http://127.0.0.1:{port + 1}");
        File.Exists(Database).ShouldBeFalse("it was looked at before anything was made");
    }

    [Fact]
    public async Task An_encrypted_address_without_a_certificate_says_what_is_missing() =>
        (await ServeAsync("--urls", "https://127.0.0.1:0")).ShouldStartWith("There is no certificate for https://");

    [Fact]
    public async Task A_database_server_that_does_not_answer_is_named_in_one_sentence()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        (await ServeAsync("--database", $"Host=127.0.0.1;Port={port};Database=samanvay;Username=samanvay")).ShouldBe(
            $"The database server can not be reached: Failed to connect to 127.0.0.1:{port}. Start it, or correct "
                + "--database.");
    }

    [Fact]
    public async Task A_data_folder_where_a_file_lies_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");

        (await ServeAsync("--data", Path.Combine(_folder, "file"))).ShouldStartWith($"The data folder {_folder}/file ");
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_as_it_is()
    {
        await using (await PreparedCity.OpenAsync(_folder))
            Execute("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '11.0')");
        SqliteConnection.ClearAllPools();
        var before = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);

        (await ServeAsync()).ShouldBe($"The data folder {_folder} was written by a newer version of this program "
            + "(29990101000000_Later). Start that version, or name another folder with --data.");
        (await IsAsync(before)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_damaged_database_is_not_written_over()
    {
        var garbage = new byte[100_000];
        new Random(5).NextBytes(garbage);
        await File.WriteAllBytesAsync(Database, garbage, TestContext.Current.CancellationToken);

        (await ServeAsync()).ShouldBe($"The database in {_folder} is damaged or no database. Bring back a copy, or "
            + "name another with --data.");
        (await IsAsync(garbage)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_server_on_one_data_folder_is_sent_away()
    {
        await using var first = await RunningServer.StartAsync(_folder, "--no-season");

        (await ServeAsync()).ShouldBe(
            $"Another server is at work on the data folder {_folder}. Stop it, or name another folder with --data.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The first hundred bytes are SQLite's own, and count how often the file was opened to be written.
    private async Task<bool> IsAsync(byte[] before)
    {
        var now = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        return now.AsSpan(100).SequenceEqual(before.AsSpan(100));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private async Task<string> ServeAsync(params string[] other)
    {
        string[] data = other.Contains("--data") ? [] : ["--data", _folder];
        string[] urls = other.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var (exit, _, errors) = await RunningServer.VerbAsync([.. data, .. urls, .. other]);
        exit.ShouldBe(Failed, errors);
        return errors.Trim();
    }
}
