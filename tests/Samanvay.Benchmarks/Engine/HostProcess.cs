using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Samanvay.Benchmarks.Situations;
using Samanvay.Engine.Incidents;

namespace Samanvay.Benchmarks.Engine;

/// <summary>The serving process, seen from the callers.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly byte[] Report = Encoding.UTF8.GetBytes("""
        {"depth":32,"ward":"w12","text":"Water stands in the underpass near the market, two vehicles are stuck."}
        """);

    private static readonly byte[] Done = Encoding.UTF8.GetBytes("""{"done":true,"note":"As found."}""");

    /// <summary>One procedure, one call after the other.</summary>
    public static IReadOnlyList<(CallStep Step, ReadOnlyMemory<byte> Content)> Steps { get; } =
    [
        (CallStep.Start, Report), (CallStep.CompleteFirst, Done), (CallStep.CompleteSecond, Done),
        (CallStep.End, default),
    ];

    private readonly ConcurrentDictionary<int, TaskCompletionSource<byte[]>> _waiting = new();
    private readonly Process _process;
    private readonly Wire _wire;
    private readonly Task _reading;
    private int _number;

    private HostProcess(Process process, Socket socket, bool knowsDuplicates)
    {
        (_process, KnowsDuplicates) = (process, knowsDuplicates);
        _wire = new Wire(socket);
        _reading = Task.Run(ReadAsync);
    }

    public static async Task<HostProcess> StartAsync(string kind, string database)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { typeof(HostProcess).Assembly.Location, EngineHost.Verb, kind, database },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        var port = await PortAsync(process.StandardOutput);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        return new HostProcess(process, socket, EngineHost.KnowsDuplicates(kind));
    }

    private static async Task<string> PortAsync(StreamReader said)
    {
        while (await said.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(EngineHost.Listens, StringComparison.Ordinal)) continue;
            _ = said.ReadToEndAsync();
            return line[EngineHost.Listens.Length..];
        }
        throw new InvalidOperationException("The host ended before it could serve.");
    }

    /// <summary>Until the process has compiled what it uses often, as in a city after its first minute.</summary>
    public Task WarmUpAsync() => Measurement.OfAsync(64, 30, RunAsync);

    /// <summary>One procedure from its start to its end.</summary>
    public async Task RunAsync(Caller caller)
    {
        var operation = new OperationId(Guid.NewGuid());
        foreach (var (step, content) in Steps)
        {
            var answered = CallAsync(new Call(step, operation, content));
            if (step == CallStep.End) await answered;
            else await caller.WaitAsync(answered);
        }
    }

    /// <summary>The process is no more, and what it had not answered it never will.</summary>
    public Task Ended => _reading;

    /// <summary>The raw limit takes everything for new.</summary>
    public bool KnowsDuplicates { get; }

    /// <summary>At once, as when the machine goes.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    public async Task<ReadingsAnswer> TakeAsync(byte[] readings) =>
        JsonSerializer.Deserialize<ReadingsAnswer>(
            await AskAsync(new Call(CallStep.Readings, default, readings)))!;

    public async Task<IntakeCounts> CountIntakeAsync() =>
        JsonSerializer.Deserialize<IntakeCounts>(await AskAsync(new Call(CallStep.CountIntake, default, default)))!;

    public Task<HostCounts> CountAsync() => CountAsync(CallStep.Count);

    public Task<HostCounts> CountAtRestAsync() => CountAsync(CallStep.CountAtRest);

    public async ValueTask DisposeAsync()
    {
        var wasKilled = _process.HasExited;
        if (!wasKilled) await _wire.FinishAsync();
        await _reading;
        if (!wasKilled) await _wire.DisposeAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>One step of a procedure that waits for it.</summary>
    public Task<bool> CompleteFirstAsync(OperationId operation) =>
        CallAsync(new Call(CallStep.CompleteFirst, operation, Done));

    private async Task<HostCounts> CountAsync(CallStep step) =>
        JsonSerializer.Deserialize<HostCounts>(await AskAsync(new Call(step, default, default)))!;

    private async Task<bool> CallAsync(Call call)
    {
        var answer = await AskAsync(call);
        return answer.Length == 0 ? true : throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }

    private async Task ReadAsync()
    {
        try
        {
            await _wire.ReadAsync(Take);
        }
        catch (IOException)
        {
            // The process was killed.
        }
    }

    private Task<byte[]> AskAsync(Call call)
    {
        var number = Interlocked.Increment(ref _number);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[number] = answer;
        _wire.Send(number, call.Write());
        return answer.Task;
    }

    private void Take(int number, ReadOnlySequence<byte> content)
    {
        if (_waiting.TryRemove(number, out var waiting)) waiting.TrySetResult(content.ToArray());
    }
}
