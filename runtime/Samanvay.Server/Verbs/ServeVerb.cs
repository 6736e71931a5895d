using Microsoft.AspNetCore.Connections;
using NodaTime;
using Samanvay.Runtime.Services;
using Samanvay.Server.Hosting;
using Samanvay.Storage;

namespace Samanvay.Server.Verbs;

/// <summary>How the server is started.</summary>
/// <param name="DataFolder">Holds the database file and the keys that protect cookies.</param>
/// <param name="StartsWithSample">Only asked of a data folder without a city.</param>
internal sealed record ServeOptions(string DataFolder, bool StartsWithSample, string Urls, bool PlaysSeason)
{
    /// <summary>Where a new sample city's clock begins, in place of the season's start.</summary>
    public Instant? Clock { get; init; }

    /// <summary>Absent for the file in the data folder.</summary>
    public DatabaseChoice? Database { get; init; }

    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, "samanvay.db");

    public static string KeysIn(string dataFolder) => Path.Combine(dataFolder, "keys");

    public static string AuditIn(string dataFolder) => Path.Combine(dataFolder, "audit");

    public static string ArchivesIn(string dataFolder) => Path.Combine(dataFolder, "archive");

    public const string DefaultUrls = "http://localhost:5080";

    public static ServeOptions Read(string[] args)
    {
        var arguments = new Arguments(args);
        var data = arguments.Text("--data") ?? "data";
        if (string.IsNullOrWhiteSpace(data)) throw new UsageException("--data needs the name of a folder.");
        data = Path.GetFullPath(data);
        var options = new ServeOptions(
            data,
            arguments.Text("--city") switch
            {
                null or "sample" => true,
                "empty" => false,
                var other => throw new UsageException($"--city is sample or empty, not '{other}'."),
            },
            arguments.Text("--urls") ?? DefaultUrls,
            !arguments.Flag("--no-season"))
        {
            Clock = arguments.Text("--clock") is { } clock ? Instants.Read("--clock", clock) : null,
            Database = DatabaseOf(arguments.Text("--database"), data),
        };
        arguments.Rest(most: 0);
        return options.Clock is null || options.StartsWithSample
            ? options
            : throw new UsageException("--clock is only for a sample city: a live city has the time of its host.");
    }

    internal static DatabaseChoice DatabaseOf(string? asked, string data)
    {
        try
        {
            return DatabaseChoice.Read(asked, FileIn(data), Environment.GetEnvironmentVariable);
        }
        catch (ArgumentException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}

/// <summary>Runs the server until it is asked to stop.</summary>
internal static class ServeVerb
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(ServeOptions options)
    {
        try
        {
            Addresses.Check(options.Urls);
            using var folder = DataFolder.Take(options.DataFolder);
            await using var app = SamanvayServer.Build(options);
            await SamanvayServer.PrepareAsync(app.Services, options);
            var engine = app.Services.GetRequiredService<EngineRoom>();
            await StartAsync(app, options);
            await app.WaitForShutdownAsync();
            // Whoever watches the process starts it again when it did not end because somebody asked.
            return engine.ExecuteTask is { IsFaulted: true } ? Failed : 0;
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(Addresses.Taken(options.Urls).Message);
            return Failed;
        }
        catch (Exception problem) when (StartException.Of(problem, options.DataFolder) is { } known)
        {
            await Console.Error.WriteLineAsync(known.Message);
            return Failed;
        }
    }

    // The web server says by this exception alone that it has no certificate.
    private static async Task StartAsync(WebApplication app, ServeOptions options)
    {
        try
        {
            await app.StartAsync();
        }
        catch (InvalidOperationException) when (options.Urls.Contains("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw Addresses.NoCertificate(options.Urls);
        }
    }
}
