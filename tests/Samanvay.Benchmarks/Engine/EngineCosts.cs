using System.Diagnostics;
using System.Globalization;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Engine;

/// <summary>What one procedure costs, counted and not timed: other work on the machine hardly moves it.</summary>
internal sealed record EngineCosts(double Waits, double Rows)
{
    private const int Alone = 200;
    private const int Many = 64;
    private const double WaitsMax = 3;
    private const double RowsMax = 20;

    /// <summary>
    /// Rows and commits with one caller, where no commit serves two; the work of the processor with 64.
    /// </summary>
    public static async Task<EngineCosts> MeasureAsync(int scale)
    {
        var alone = await MeasureAsync(EngineHost.Engine, 1, Alone);
        Say($"""
            each procedure, one caller
              commits: {alone.Waits:0.00} waited for by the caller
              saves of steps: {alone.Saves:0.00}; flushes in all: {alone.Flushes:0.00}
              rows written: {alone.Rows:0.0}
              left in the database: {alone.Bytes / 1024:0.0} KiB
              allocated: {alone.Allocated / 1024:0} KiB
              round trips to the database for each save: {alone.Trips / alone.Saves:0.00}
            1,000 procedures, {Many} callers, seconds of the processor
            """);
        foreach (var kind in (string[])[EngineHost.Engine, EngineHost.Raw])
        {
            var busy = await MeasureAsync(kind, Many, Math.Max(4, scale * 2 / Many));
            Say($"""
                  {kind,-6}  server {busy.Server:0.00}, database {busy.Database:0.00}, callers {busy.Callers:0.00}
                          each: {busy.Rows:0.0} rows, {busy.Flushes:0.00} flushes, {busy.Allocated / 1024:0} KiB
                """);
        }
        return new EngineCosts(alone.Waits, alone.Rows);
    }

    public static async Task<int> RunAsync(int scale) =>
        (await MeasureAsync(scale)).AreWithinLimits() ? 0 : 1;

    public bool AreWithinLimits() =>
        Verdict.AtMost("commits that the callers of a procedure wait for", Waits, WaitsMax, "commits")
        & Verdict.AtMost("rows written for a procedure", Rows, RowsMax, "rows");

    private static Task<Cost> MeasureAsync(string kind, int callers, int each) =>
        BenchmarkDatabase.WithAsync(async database =>
        {
            await using var counts = await DatabaseCounts.OpenAsync(database);
            await using var host = await HostProcess.StartAsync(kind, database);
            await host.WarmUpAsync();
            var before = await ReadAsync();
            await Measurement.OfAsync(callers, each, host.RunAsync);
            var after = await ReadAsync();
            return Cost.Between(before, after, callers * each);

            async Task<Reading> ReadAsync()
            {
                using var callersProcess = Process.GetCurrentProcess();
                var server = await host.CountAsync();
                return new Reading(
                    server, await counts.ReadAsync(server), callersProcess.TotalProcessorTime.TotalSeconds);
            }
        });

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Reading(HostCounts Server, DatabaseReading Database, double Callers);

    private sealed record Cost(double Waits, double Saves, double Flushes, double Rows)
    {
        public double Trips { get; init; }
        public double Bytes { get; init; }
        public double Allocated { get; init; }
        public double Server { get; init; }
        public double Database { get; init; }
        public double Callers { get; init; }

        public static Cost Between(Reading before, Reading after, double procedures)
        {
            return new Cost(
                Each(reading => reading.Server.Waited), Each(reading => reading.Server.Saves),
                Each(reading => reading.Database.Flushes), Each(reading => reading.Database.Rows))
            {
                Trips = Each(reading => reading.Server.Trips),
                Bytes = Each(reading => reading.Database.Bytes),
                Allocated = Each(reading => reading.Server.Allocated),
                Server = Each(reading => reading.Server.Seconds) * 1000,
                Database = Each(reading => reading.Database.Seconds) * 1000,
                Callers = Each(reading => reading.Callers) * 1000,
            };

            double Each(Func<Reading, double> value) => (value(after) - value(before)) / procedures;
        }
    }
}
