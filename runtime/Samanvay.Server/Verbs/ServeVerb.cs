using Samanvay.Server.Hosting;

namespace Samanvay.Server.Verbs;

/// <summary>How the server is started.</summary>
/// <param name="DataFolder">Holds the database file and the keys that protect cookies.</param>
/// <param name="StartsWithSample">Only asked of a data folder without a city.</param>
internal sealed record ServeOptions(string DataFolder, bool StartsWithSample, string Urls, bool PlaysSeason)
{
    public const string DefaultUrls = "http://localhost:5080";

    public static ServeOptions Read(string[] args)
    {
        var arguments = new Arguments(args);
        var options = new ServeOptions(
            Path.GetFullPath(arguments.Text("--data") ?? "data"),
            arguments.Text("--city") switch
            {
                null or "sample" => true,
                "empty" => false,
                var other => throw new UsageException($"--city is sample or empty, not '{other}'."),
            },
            arguments.Text("--urls") ?? DefaultUrls,
            !arguments.Flag("--no-season"));
        arguments.Rest(most: 0);
        return options;
    }
}

/// <summary>Runs the server until it is asked to stop.</summary>
internal static class ServeVerb
{
    public static async Task RunAsync(ServeOptions options)
    {
        await using var app = SamanvayServer.Build(options);
        await SamanvayServer.PrepareAsync(app.Services, options);
        await app.RunAsync();
    }
}
