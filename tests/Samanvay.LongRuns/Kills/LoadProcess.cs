using System.Diagnostics;
using System.Globalization;

namespace Samanvay.LongRuns.Kills;

/// <summary>The product's loop in a process of its own, under load, to be killed.</summary>
internal sealed class LoadProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private LoadProcess(Process process) => _process = process;

    /// <summary>What the reconciler of the process found, each time that it looked.</summary>
    public List<int> Differences { get; } = [];

    public static LoadProcess Start(string database, int from, int to)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Program(), "load-child", database, $"{from}", $"{to}"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new LoadProcess(process);
    }

    /// <summary>Reads so many acknowledgements, goes on for a moment, and kills the process.</summary>
    public async Task ReadAsync(Action<int, int, long> acknowledge, int acknowledgements, TimeSpan more)
    {
        using var limit = new CancellationTokenSource(Patience);
        for (var read = 0; read < acknowledgements;)
        {
            var line = await _process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException("The process ended before it was killed.");
            if (Take(line, acknowledge)) read++;
        }
        await Task.Delay(more, TimeProvider.System, limit.Token);
        _process.Kill();
        await ReadRestAsync(acknowledge, limit.Token);
    }

    public async Task ReadToEndAsync(Action<int, int, long> acknowledge)
    {
        using var limit = new CancellationTokenSource(Patience);
        if (!await ReadRestAsync(acknowledge, limit.Token))
            throw new InvalidOperationException("The process ended before it was done.");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    // What it said before it died was said after the commit, so it counts.
    private async Task<bool> ReadRestAsync(Action<int, int, long> acknowledge, CancellationToken cancellation)
    {
        var isDone = false;
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            Take(line, acknowledge);
            isDone |= line == "done";
        }
        await _process.WaitForExitAsync(cancellation);
        return isDone;
    }

    private bool Take(string line, Action<int, int, long> acknowledge)
    {
        switch (line.Split(' '))
        {
            // The last line of a killed process may be cut: only a closed one counts.
            case ["ack", var procedure, var command, var sequence, "."]:
                acknowledge((int)Number(procedure), (int)Number(command), Number(sequence));
                return true;
            case ["differences", var count]:
                Differences.Add((int)Number(count));
                return false;
            default:
                return false;
        }
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    // The program that this code stands in, whoever runs it.
    private static string Program() => typeof(LoadProcess).Assembly.Location;
}
