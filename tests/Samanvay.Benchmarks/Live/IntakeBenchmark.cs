using System.Globalization;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Live;

/// <summary>
/// The intake alone: what the server spends on signals that cause nothing. Processor time is hardly moved by other work
/// on the machine, so this figure can be compared from day to day where waits can not.
/// </summary>
internal static class IntakeBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(int perSecond, int seconds)
    {
        Machine.Describe();
        var data = Directory.CreateTempSubdirectory("samanvay-intake-");
        try
        {
            var city = await LiveCity.SetUpAsync(data.FullName);
            await using var server = ServerProcess.Start(data.FullName);
            await server.FirstAsync("/health/ready");
            await SendAsync(server, city, perSecond, "warm-up", WarmUp);
            var before = server.ProcessorTime;
            var report = await SendAsync(server, city, perSecond, "measured", TimeSpan.FromSeconds(seconds));
            var spent = server.ProcessorTime - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"intake: {perSecond} signals/s asked for; {report}\n"
                + $"  the server spent {spent.TotalMilliseconds / report.Answers.Count:0.000} ms of a core for each, "
                + $"{spent.TotalSeconds / report.Seconds:0.00} cores; it holds {server.WorkingSet / 1048576} MiB"));
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<SignalsReport> SendAsync(
        ServerProcess server, LiveCity city, int perSecond, string source, TimeSpan time)
    {
        using var gateway = new Gateway(server.Address, source);
        using var stop = new CancellationTokenSource(time, TimeProvider.System);
        return await new UnrelatedSignals(gateway, city, perSecond).SendAsync(stop.Token);
    }
}
