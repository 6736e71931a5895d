using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Samanvay.SystemTests.Journeys;

/// <summary>
/// The real server as a process of its own, on a free port and a data folder of its own; stopped by its id.
/// </summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private bool _gone;
    private readonly TaskCompletionSource<string?> _invitation =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly ServerPlace _place;

    private RunningServer(Process process, ServerPlace place) => (_process, _place) = (process, place);

    public string Address => _place.Address;

    public string Data => _place.Data;

    /// <summary>The link that an empty city prints for its first administrator.</summary>
    public async Task<string> InvitationAsync() =>
        await _invitation.Task.WaitAsync(StartsWithin)
            ?? throw new InvalidOperationException("No invitation was printed.");

    public static Task<RunningServer> StartAsync(string? data = null, params string[] arguments) =>
        StartAsync(PlaceOf(data ?? Directory.CreateTempSubdirectory("samanvay-journey-").FullName, null), arguments);

    /// <summary>With settings that only the environment tells, as the address of a broker.</summary>
    public static Task<RunningServer> StartWithAsync(
        (string Name, string Value) setting, string data, params string[] arguments) =>
        StartAsync(PlaceOf(data, setting), arguments);

    /// <summary>On the same address and data, after a kill.</summary>
    public Task<RunningServer> StartAgainAsync(params string[] arguments) => StartAsync(_place, arguments);

    private static async Task<RunningServer> StartAsync(ServerPlace place, string[] arguments)
    {
        var start = Told(["--data", place.Data, "--urls", place.Address, .. arguments]);
        if (place.Setting is { } setting) start.Environment[setting.Name] = setting.Value;
        var server = new RunningServer(Process.Start(start)!, place);
        server.Listen();
        await server.UntilReadyAsync();
        return server;
    }

    /// <summary>As the power does: without asking.</summary>
    public async Task KillAsync()
    {
        if (_gone)
            return;

        _gone = true;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    /// <summary>Runs another verb of the program to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> VerbAsync(params string[] arguments)
    {
        using var process = Begin(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts the program; the caller ends it.</summary>
    public static Process Begin(params string[] arguments) => Process.Start(Told(arguments))!;

    private static ProcessStartInfo Told(string[] arguments) => new("dotnet", [Program, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static ServerPlace PlaceOf(string data, (string Name, string Value)? setting) =>
        new($"http://127.0.0.1:{FreePort()}", data, setting);

    // A published build where one is named, else the build beside these tests.
    private static string Program => Environment.GetEnvironmentVariable("SAMANVAY_SERVER")
        ?? Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Samanvay.Server",
            Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Samanvay.Server.dll"));

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Trim() is { } text && text.Contains("/welcome?", StringComparison.Ordinal))
                _invitation.TrySetResult(text);
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                TestContext.Current.SendDiagnosticMessage(text);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task UntilReadyAsync()
    {
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended at once, with {_process.ExitCode}.");

            try
            {
                if ((await client.GetAsync($"{Address}/health/ready", patience.Token)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It is still starting.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What stays the same when it is started again.</summary>
    private sealed record ServerPlace(string Address, string Data, (string Name, string Value)? Setting);
}
