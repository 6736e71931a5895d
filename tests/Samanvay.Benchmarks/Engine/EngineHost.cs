using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Samanvay.Benchmarks.Situations;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// The serving process of the measurement: whoever calls is another process, as it is in a city.
/// </summary>
internal static class EngineHost
{
    public const string Verb = "engine-host";
    public const string Engine = "engine";
    public const string Raw = "raw";

    /// <summary>The engine, with a reminder on the first step.</summary>
    public const string Timed = "timed";

    private const string SituationsKind = "situations";
    private const string SegmentsKind = "segments";

    /// <summary>The lane of observations with so many rules, beside the engine.</summary>
    public static string Situations(int rules) =>
        string.Create(CultureInfo.InvariantCulture, $"{SituationsKind}/{rules}");

    /// <summary>What the lane writes, and nothing judged.</summary>
    public static string Segments(RawShape shape) => $"{SegmentsKind}/{JsonSerializer.Serialize(shape)}";

    /// <summary>The raw limit takes everything for new.</summary>
    public static bool KnowsDuplicates(string kind) => kind.StartsWith(SituationsKind, StringComparison.Ordinal);

    /// <summary>What stands before the port, in a line of its own among those of the log.</summary>
    public const string Listens = "listens on ";

    /// <summary>Says its port, then serves one connection until that is closed.</summary>
    public static async Task<int> RunAsync(string kind, string database)
    {
        var parts = kind.Split('/', 2);
        await using IWorkload workload = parts[0] switch
        {
            SituationsKind => await SituationsHost.StartAsync(
                database, int.Parse(parts[1], CultureInfo.InvariantCulture)),
            SegmentsKind => await RawSignals.StartAsync(
                database, JsonSerializer.Deserialize<RawShape>(parts[1])!),
            Raw => await RawLimit.StartAsync(database),
            _ => await EngineWorkload.StartAsync(database, withTimer: kind == Timed),
        };
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Listens}{port}"));
        await using var wire = new Wire(await listener.AcceptSocketAsync());
        await wire.ReadAsync((number, message) => _ = AnswerAsync(workload, wire, number, Call.Read(message)));
        return 0;
    }

    private static async Task AnswerAsync(IWorkload workload, Wire wire, int number, Call call)
    {
        try
        {
            if (call.Step == CallStep.CountAtRest)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            if (call.Step is CallStep.Count or CallStep.CountAtRest)
            {
                wire.Send(number, JsonSerializer.SerializeToUtf8Bytes(await workload.CountAsync()));
                return;
            }
            if (call.Step is CallStep.Readings or CallStep.CountIntake)
            {
                var intake = (ITakesReadings)workload;
                wire.Send(number, call.Step == CallStep.Readings
                    ? JsonSerializer.SerializeToUtf8Bytes(await intake.TakeAsync(call.Content))
                    : JsonSerializer.SerializeToUtf8Bytes(await intake.CountIntakeAsync()));
                return;
            }
            await workload.AnswerAsync(call);
            wire.Send(number, ReadOnlyMemory<byte>.Empty);
        }
        catch (Exception failure)
        {
            wire.Send(number, Encoding.UTF8.GetBytes(failure.ToString()));
        }
    }
}
