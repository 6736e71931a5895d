using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Samanvay.LongRuns.Kills;

/// <summary>The product's loop in a process of its own, under load, to be killed.</summary>
internal sealed class LoadProcess : IDisposable
{
    private const int ComplaintsMax = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly Process _process;
    private readonly Ledger _ledger;

    private LoadProcess(Process process, Ledger ledger) => (_process, _ledger) = (process, ledger);

    /// <summary>It says that its load has begun.</summary>
    public bool IsReady { get; private set; }

    /// <summary>It did all that it was to do.</summary>
    public bool IsDone { get; private set; }

    /// <summary>How many commands it said were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Where it killed itself; null where it did not.</summary>
    public string? Point { get; private set; }

    /// <summary>What it said last of what went wrong.</summary>
    public string Complaint => string.Join(" / ", _complaints);

    // The program that this code stands in, whoever runs it.
    public static string Program => typeof(LoadProcess).Assembly.Location;

    public static LoadProcess Start(LoadOrder order, Ledger ledger) =>
        Start("dotnet", [Program, .. order.Arguments], ledger);

    /// <summary>Under another program, which starts it and watches.</summary>
    public static LoadProcess Start(string program, string[] arguments, Ledger ledger)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        var started = new LoadProcess(process, ledger);
        process.ErrorDataReceived += (_, line) => started.Complain(line.Data);
        process.BeginErrorReadLine();
        return started;
    }

    public Task ReadUntilReadyAsync() => ReadUntilAsync(() => IsReady);

    public Task ReadUntilDoneAsync() => ReadUntilAsync(() => IsDone);

    /// <summary>Reads so many acknowledgements more.</summary>
    public Task ReadAsync(int acknowledgements)
    {
        var enough = Acknowledged + acknowledgements;
        return ReadUntilAsync(() => Acknowledged >= enough);
    }

    /// <summary>Reads what it says for some time.</summary>
    public Task ReadForAsync(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        return ReadUntilAsync(() => Stopwatch.GetElapsedTime(began) >= time);
    }

    /// <summary>The memory that it holds now.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Reads what it says until it is no more; what it said before it died was said after the commit, so it
    /// counts.</summary>
    public async Task ReadToEndAsync()
    {
        while (await LineAsync() is { } line) Take(line);
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Asks it to stop, and waits for it.</summary>
    public async Task InterruptAsync()
    {
        using var asking = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await asking.WaitForExitAsync();
        await ReadToEndAsync();
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadUntilAsync(Func<bool> isEnough)
    {
        while (!isEnough())
        {
            Take(await LineAsync() ?? throw new InvalidOperationException(
                $"The process ended before it was to: {Complaint}"));
        }
    }

    private void Complain(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        _complaints.Enqueue(line.Trim());
        if (_complaints.Count > ComplaintsMax) _complaints.TryDequeue(out _);
    }

    private Task<string?> LineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    private void Take(string line)
    {
        switch (line.Split(' '))
        {
            // The last line of a killed process may be cut: only a closed one counts.
            case ["ack", var procedure, var call, var sequence, "."]:
                _ledger.Acknowledge((int)Number(procedure), (int)Number(call), Number(sequence));
                Acknowledged++;
                break;
            case ["differences", var count]: _ledger.Reconciled((int)Number(count)); break;
            case ["point", ..]: Point = line; break;
            case ["ready"]: IsReady = true; break;
            case ["done"]: IsDone = true; break;
        }
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
