using System.Collections.Immutable;
using Samanvay.Adapters;
using Samanvay.Adapters.Open311;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds.Requests;
using Samanvay.Runtime.Intake;

namespace Samanvay.Runtime.Feeds;

/// <summary>The one way in for messages of feeds, whoever brings them: the door, a poller, a broker, a
/// re-run.</summary>
/// <remarks>Read by the adapter; observations bound to devices and put through their lane, everything else to the sink
/// that takes it; what is refused is counted and kept. It returns after the commit of all that was taken, so whoever
/// called may acknowledge.</remarks>
public sealed class FeedInlet(FeedInletParts parts)
{
    public async Task<FeedAnswer> TakeAsync(FeedMessage message, CancellationToken cancellation)
    {
        var city = await parts.Cities.FindAsync(message.City, cancellation);
        if (city?.FindFeed(message.Feed) is not { } plan) return new FeedUnknown();
        var answer = await TakeAsync(city, plan, message, cancellation);
        if (answer is FeedAnswered { Lines: var lines }) await KeepAsync(plan, message, lines, cancellation);
        else parts.Counts.Count(message.City, FeedRefusals.Busy, message.Sender);
        return answer;
    }

    /// <summary>Counts and keeps that a message was refused before it was read, so that not only its sender knows.
    /// </summary>
    /// <param name="message">With its <see cref="FeedMessage.UnreadSize"/> in place of a body.</param>
    public async Task<FeedAnswer> RefuseAsync(FeedMessage message, FeedProblem problem, CancellationToken cancellation)
    {
        var city = await parts.Cities.FindAsync(message.City, cancellation);
        if (city?.FindFeed(message.Feed) is not { } plan) return new FeedUnknown();
        ImmutableArray<FeedLine> lines = [new FeedLine(FeedOutcome.Refused, "") { Problem = problem }];
        await KeepAsync(plan, message, lines, cancellation);
        return new FeedAnswered(lines);
    }

    /// <summary>Takes what a refused message tells once more; the caller sees to what is kept of it.</summary>
    internal async Task<FeedAnswer> TakeAgainAsync(FeedMessage message, CancellationToken cancellation)
    {
        var city = await parts.Cities.FindAsync(message.City, cancellation);
        return city?.FindFeed(message.Feed) is { } plan
            ? await TakeAsync(city, plan, message, cancellation)
            : new FeedUnknown();
    }

    private async Task<FeedAnswer> TakeAsync(
        CitySnapshot city, FeedPlan plan, FeedMessage message, CancellationToken cancellation)
    {
        var reading = plan.Read(message.Content);
        var lines = ImmutableArray.CreateBuilder<FeedLine>();
        lines.AddRange(reading.Refusals.Select(refusal => new FeedLine(FeedOutcome.Refused, refusal.Place)
        {
            Problem = FeedRefusals.Of(refusal),
        }));
        var inflow = new Inflow(city, plan, message);
        var received = await parts.Requests.NumberedAsync(inflow, reading.Items, cancellation);
        var items = received.Select(item => ReportedRequest.Of(item, message.Content.ReceivedAt));
        foreach (var kind in items.GroupBy(item => SinkOf(item) ?? (object)IsObservation(item)))
        {
            if (await TakeAsync(kind, inflow, cancellation) is not { } taken)
                return new FeedBusy(IntakeLane.RetryAfter);
            lines.AddRange(taken);
        }

        await parts.Requests.KeepAsync(inflow, received.OfType<ServiceRequest>(), lines, cancellation);
        return new FeedAnswered(lines.ToImmutable());
    }

    // The one switch on what messages tell.
    private async ValueTask<IEnumerable<FeedLine>?> TakeAsync(
        IGrouping<object, Received> items, Inflow inflow, CancellationToken cancellation)
    {
        if (items.Key is IReceivedSink sink) return await sink.TakeAsync(inflow.Message, [.. items], cancellation);
        return items.Key is true
            ? await parts.Observations.TakeAsync(inflow, items, cancellation)
            : items.Select(item => new FeedLine(FeedOutcome.Refused, item.Place)
            {
                Id = item.Key.Id,
                Problem = FeedRefusals.NobodyTakes(item),
            });
    }

    private static bool IsObservation(Received item) => item is Observation or EntityReport;

    private IReceivedSink? SinkOf(Received item) => parts.Sinks.FirstOrDefault(sink => sink.Takes(item));

    private async ValueTask KeepAsync(
        FeedPlan plan, FeedMessage message, ImmutableArray<FeedLine> lines, CancellationToken cancellation)
    {
        foreach (var line in lines.Where(line => line.Problem is not null))
        {
            parts.Counts.Count(
                message.City, new SignalRefused(line.Problem!.Code, line.Problem.Said), message.Sender);
        }

        await parts.Refused.KeepAsync(plan, message, lines, cancellation);
    }
}

/// <summary>What the inlet works with.</summary>
public sealed class FeedInletParts(IEnumerable<IReceivedSink> sinks)
{
    public required CitySnapshots Cities { get; init; }

    public required ObservationInlet Observations { get; init; }

    public required RefusedMessages Refused { get; init; }

    public required RequestKeeper Requests { get; init; }

    public required RefusedSignals Counts { get; init; }

    public ImmutableArray<IReceivedSink> Sinks { get; } = [.. sinks];
}

/// <summary>A message in the city and the feed that it came to.</summary>
internal sealed record Inflow(CitySnapshot City, FeedPlan Plan, FeedMessage Message);
