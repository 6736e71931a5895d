using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Simulation;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Review;
using Samanvay.Runtime.Views.Naming;

namespace Samanvay.Runtime.Procedures.TryOut;

/// <summary>Runs a procedure as it is on the screen in virtual time, on the engine of production. Nothing is stored
/// and nobody is told.</summary>
public sealed class ProcedureTryOut(IProcedureStore store, CitySnapshots cities, TimeProvider time)
{
    private const int StepsMax = 5_000;

    private static readonly Duration WatchMax = Duration.FromDays(14);

    public async Task<Answer<TryOutChoices>> ChoicesAsync(
        Asker asker, ProcedureDraft draft, string language, CancellationToken cancellation)
    {
        var prepared = await PrepareAsync(asker, draft, cancellation);
        if (prepared is not Granted<Prepared> { Value: var ready })
            return ((Refused<Prepared>)prepared).Reason;
        var names = new CityNames(ready.City.Setup, Context(ready), language);
        return new TryOutChoices(
            TryOutStarts.Of(ready.Built, language),
            ready.Built.Roles.ToImmutableSortedDictionary(role => role, names.Role, StringComparer.Ordinal));
    }

    public async Task<Answer<TryOutResult>> RunAsync(
        Asker asker, ProcedureDraft draft, TryOutRequest request, CancellationToken cancellation)
    {
        var prepared = await PrepareAsync(asker, draft, cancellation);
        if (prepared is not Granted<Prepared> { Value: var ready })
            return ((Refused<Prepared>)prepared).Reason;
        if (request.Watch <= Duration.Zero || request.Watch > WatchMax || request.CompleteAfter < Duration.Zero)
            return new Invalid("watch", $"A try-out looks at most {WatchMax.Days} days ahead.");
        var starts = TryOutStarts.Of(ready.Built, request.Language);
        if (starts.FirstOrDefault(start => start.Key == request.Start) is not { } chosen)
            return new Invalid("start", "The procedure does not begin like this. Choose another start.");
        return Run(ready, chosen, request);
    }

    private TryOutResult Run(Prepared ready, TryOutStart start, TryOutRequest request)
    {
        var procedure = ready.Built.Procedure!;
        var scenario = Scenario(ready, start, request);
        var result = ScenarioRunner.Run(
            scenario, procedure, [.. ready.Built.Situations.Values], calendars: ready.City.Calendars);
        var names = TryOutStory.Names(ready.City.Setup, Context(ready), ready.Built, request);
        return new TryOutResult(TryOutStory.Of(result, names))
        {
            Start = scenario.Start,
            Until = scenario.Until,
            End = EndOf(result),
        };
    }

    private Scenario Scenario(Prepared ready, TryOutStart start, TryOutRequest request)
    {
        var begins = request.Begins ?? Instant.FromDateTimeOffset(time.GetUtcNow());
        var span = (Start: begins, Until: begins + request.Watch);
        return new Scenario
        {
            Name = start.Name,
            Procedure = ready.Built.Procedure!.ProcessId,
            Zone = ready.City.Zone,
            Start = span.Start,
            Until = span.Until,
            Parameters = ready.Built.Procedure.Parameters,
            Readings = start is { Rule: { } rule, Level: { } level }
                ? TryOutSeries.Of(ready.Built.Situations[rule], level, span, request.Lasts)
                : [],
            Starts = start.Rule is null
                ? [new ScenarioStart(begins, start.Message, FeelContext.Empty)]
                : [],
            People = TryOutCrowd.Of(ready.Built, request),
            StepsMax = StepsMax,
        };
    }

    private static OperationContext Context(Prepared ready) => new()
    {
        Zone = ready.City.Zone,
        Procedures = ImmutableSortedDictionary.Create<string, Procedure>(StringComparer.Ordinal)
            .Add(ready.Built.Procedure!.Version.Value, ready.Built.Procedure),
        Calendars = ready.City.Calendars,
        Directory = ready.City.Directory,
    };

    private static TryOutEnd EndOf(ScenarioResult result) =>
        result.Operations.IsEmpty ? TryOutEnd.NotStarted
        : !result.IsWhole ? TryOutEnd.Stopped
        : result.Operations.All(operation => operation.Runs.Values.All(run => run.Instance.HasEnded))
            ? TryOutEnd.Ended
            : TryOutEnd.StillOpen;

    private async Task<Answer<Prepared>> PrepareAsync(
        Asker asker, ProcedureDraft draft, CancellationToken cancellation)
    {
        var operation = FrontDoorOperation.RunDrill;
        if (!AccessPolicy.Allows(asker, operation, asker.City)) return new NotAllowed(operation);
        if (await cities.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        var parameters = PublishRules.Carried(await store.VersionsAsync(asker.City, cancellation), draft);
        var built = ProcedureBuilder.Build(draft.Files, parameters, new ProcedureVersionId("try-out"));
        return built.HasErrors ? new HasProblems(built.Problems) : new Prepared(built, city);
    }

    private sealed record Prepared(BuiltProcedure Built, CitySnapshot City);
}
