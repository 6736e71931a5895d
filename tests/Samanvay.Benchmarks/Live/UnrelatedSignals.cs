using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.Benchmarks.Live;

/// <summary>
/// So many signals a second through the same intake, in an open loop: each is sent when it is due, whether or not those
/// before it were answered, and its time counts from when it was due.
/// </summary>
internal sealed class UnrelatedSignals(Gateway gateway, LiveCity city, int perSecond)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<(HttpStatusCode? Answer, double Milliseconds)> _answers = new();
    private readonly Random _random = new(7);

    public async Task<SignalsReport> SendAsync(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var sending = new ConcurrentDictionary<long, Task>();
        var sent = 0L;
        using var beat = new PeriodicTimer(Beat);
        try
        {
            while (perSecond > 0 && await beat.WaitForNextTickAsync(stop))
            {
                var due = (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond);
                for (; sent < due; sent++)
                {
                    var number = sent;
                    var sensor = (Gateway: _random.Next(LiveCity.Gateways),
                        Number: _random.Next(LiveCity.SensorsOfGateway));
                    sending[number] = Task.Run(
                        async () =>
                        {
                            await OneAsync(
                                city.Keys[sensor.Gateway], LiveCity.Sensor(sensor.Gateway, sensor.Number),
                                number, began + (number * Stopwatch.Frequency / perSecond));
                            sending.TryRemove(number, out _);
                        },
                        CancellationToken.None);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Task.WhenAll(sending.Values);
        return new SignalsReport(sent, seconds, [.. _answers]);
    }

    private async Task OneAsync(string key, string device, long number, long due)
    {
        HttpStatusCode? answer = null;
        try
        {
            answer = await gateway.SendAsync(key, device, 2 + (number % 97 / 50.0));
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            // Counted as not answered.
        }
        _answers.Enqueue((answer, Stopwatch.GetElapsedTime(due).TotalMilliseconds));
    }
}

/// <summary>What became of the unrelated signals.</summary>
internal sealed record SignalsReport(
    long Sent, double Seconds, IReadOnlyList<(HttpStatusCode? Answer, double Milliseconds)> Answers)
{
    private const double Late = 1000;

    public double TakenPerSecond => Answers.Count(answer => answer.Answer == HttpStatusCode.OK) / Seconds;

    public double RefusedShare => Share(answer => answer.Answer is { } code && code != HttpStatusCode.OK);

    public double UnansweredShare => Share(answer => answer.Answer is null);

    /// <summary>Answered more than a second after it was due.</summary>
    public double LateShare => Share(answer => answer.Milliseconds > Late);

    public Distribution Waits => Distribution.Of(Answers.Select(answer => answer.Milliseconds));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TakenPerSecond:0} taken/s, {RefusedShare:0.0 %} refused, {UnansweredShare:0.0 %} unanswered, "
        + $"{LateShare:0.0 %} late; answered after p50 {Waits.Median:0} ms, p99 {Waits.At(0.99):0} ms");

    private double Share(Func<(HttpStatusCode? Answer, double Milliseconds), bool> kind) =>
        Answers.Count == 0 ? 0 : Answers.Count(kind) / (double)Answers.Count;
}
