using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Samanvay.Benchmarks.Measuring;

/// <summary>
/// The product's server as a process of its own: the build beside this program, or the published one that
/// <c>SAMANVAY_SERVER</c> names.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;

    private ServerProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public TimeSpan ProcessorTime => Refreshed().TotalProcessorTime;

    public long WorkingSet => Refreshed().WorkingSet64;

    public static string Program => Environment.GetEnvironmentVariable("SAMANVAY_SERVER") ?? Path.GetFullPath(
        Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Samanvay.Server",
            Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Samanvay.Server.dll"));

    public static ServerProcess Start(string data, params string[] arguments)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data,
        };
        foreach (var argument in (string[])[Program, "--data", data, "--urls", address, .. arguments])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) =>
        {
            if (line.Data is { } text) Console.Error.WriteLine(text);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServerProcess(process, address);
    }

    /// <summary>Asks for the page until it is there.</summary>
    public async Task<string> FirstAsync(string path)
    {
        using var client = new HttpClient();
        using var patience = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"The server ended at once, with {_process.ExitCode}.");
            try
            {
                using var answer = await client.GetAsync(Address + path, patience.Token);
                if (answer.IsSuccessStatusCode) return await answer.Content.ReadAsStringAsync(patience.Token);
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
            await Task.Delay(Glance, TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private Process Refreshed()
    {
        _process.Refresh();
        return _process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
