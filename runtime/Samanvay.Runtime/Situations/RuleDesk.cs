using System.Collections.Immutable;
using Samanvay.Bpmn.Xml;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Runtime.Situations;

/// <summary>Where the rules of situations are read, changed, and tried on what was measured.</summary>
public sealed class RuleDesk(
    ProcedureDesk procedures, ProcedureShelf shelf, ProcedureCatalog catalog, CitySnapshots cities, RuleSeries series)
{
    private const decimal NewLevel = 10;

    // Nobody who moves a threshold waits longer.
    private static readonly TimeSpan TrialMax = TimeSpan.FromSeconds(10);

    /// <summary>Every rule of the city's procedures, of the draft where there is one.</summary>
    public async Task<Answer<ImmutableArray<RuleLine>>> ListAsync(Asker asker, CancellationToken cancellation)
    {
        var listed = await shelf.ListAsync(asker, cancellation);
        if (listed is not Granted<ImmutableArray<ShelvedProcedure>> { Value: var shelved })
            return ((Refused<ImmutableArray<ShelvedProcedure>>)listed).Reason;
        var known = await catalog.OfAsync(asker.City, cancellation);
        var lines = ImmutableArray.CreateBuilder<RuleLine>();
        foreach (var procedure in shelved)
        {
            var draft = procedure.Draft ?? DraftOf(procedure.Newest!);
            foreach (var (_, path, text) in draft.Files.In(ProcedureFiles.Situations))
            {
                var bench = Bench(draft, known, path, new RuleFile(text));
                lines.Add(new(procedure.Id, procedure.Name, path, bench.File) { Reading = bench.Read(bench.File) });
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>A rule of the draft; one that is not there yet begins with what is usual for a signal of the
    /// city.</summary>
    /// <param name="fresh">For a new rule; absent for one that exists.</param>
    public async Task<Answer<RuleBench>> OpenAsync(
        Asker asker, (ProcedureId Procedure, string Path) which, NewRule? fresh, CancellationToken cancellation)
    {
        var opened = await procedures.OpenAsync(asker, which.Procedure, cancellation);
        if (opened is not Granted<ProcedureDraft> { Value: var draft })
            return ((Refused<ProcedureDraft>)opened).Reason;
        if (await cities.FindAsync(asker.City, cancellation) is not { } city)
            return new NotFound("city", asker.City.Value);
        var stored = draft.Files.Texts.GetValueOrDefault(which.Path);
        if (stored is not null && fresh is not null)
            return new Invalid("name", $"There is a rule {fresh.Id} already. Choose another name.");
        var text = stored ?? fresh?.Text(UnitOf(city, fresh.Signal), NewLevel);
        if (text is null) return new NotFound("situation", which.Path);
        if (!ProcedureFiles.IsPath(which.Path)) return new Invalid("path", "Use small letters, digits and hyphens.");
        var known = await catalog.OfAsync(asker.City, cancellation);
        var bench = Bench(draft, known, which.Path, new RuleFile(text)) with
        {
            Now = series.Now(asker.City),
            Devices =
            [
                .. from device in city.Setup.Devices.Values
                   let isHeard = city.DevicesFor(draft.Id.Value, device.Signal).Contains(device)
                   orderby isHeard descending, device.Name
                   select new RuleDevice(device.Id.Value, device.Name, device.Signal, device.Unit)
                   {
                       IsHeard = isHeard,
                   },
            ],
        };
        return MayTry(asker)
            ? bench with { Recordings = await series.RecordingsAsync(asker.City, which.Procedure, cancellation) }
            : bench;
    }

    /// <summary>The signals that devices of the city send.</summary>
    public async Task<Answer<ImmutableArray<string>>> SignalsAsync(Asker asker, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, FrontDoorOperation.ViewProcedures, asker.City))
            return new NotAllowed(FrontDoorOperation.ViewProcedures);
        var city = await cities.FindAsync(asker.City, cancellation);
        return (ImmutableArray<string>)
        [
            .. (city?.Setup.Devices.Values ?? []).Select(device => device.Signal)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The readings that a rule can be tried on.</summary>
    public async Task<Answer<TrialSeries>> SeriesAsync(
        Asker asker, RuleBench bench, (SituationRule Rule, TrialSource Source) wish, CancellationToken cancellation)
    {
        if (!MayTry(asker)) return new NotAllowed(FrontDoorOperation.TryRule);
        return await series.ReadAsync(asker.City, bench, wish, cancellation);
    }

    /// <summary>What a rule would have done with them, bounded in time. Nothing is stored and nobody is told.</summary>
    public async Task<Answer<TrialResult>> TryAsync(
        Asker asker, SituationRule rule, TrialSeries readings, CancellationToken cancellation)
    {
        if (!MayTry(asker)) return new NotAllowed(FrontDoorOperation.TryRule);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TrialMax);
        try
        {
            return await Task.Run(() => RuleTrial.Run(rule, readings, limit.Token), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Invalid("series", "The trial takes too long. Choose a shorter time.");
        }
    }

    private static string UnitOf(CitySnapshot city, string signal) =>
        city.Setup.Devices.Values.FirstOrDefault(device => device.Signal == signal)?.Unit ?? "1";

    private static bool MayTry(Asker asker) => AccessPolicy.Allows(asker, FrontDoorOperation.TryRule, asker.City);

    private static RuleBench Bench(
        ProcedureDraft draft, CityProcedures known, string path, RuleFile file)
    {
        ImmutableArray<ProcedureVersion> versions = [.. known.All.Select(one => one.Version)];
        var parameters = PublishRules.Carried(versions, draft);
        var problems = new BuildProblems();
        var inForce = versions.LastOrDefault(version => version.Procedure == draft.Id && version.RetiredAt is null);
        var bench = new RuleBench(draft, path, file)
        {
            Parameters = parameters.Over(ProcedureBuilder.ParametersOf(draft.Files)),
            Decisions = DecisionLibrary.Read(draft.Files, problems),
            Awaited = Awaited(draft, known),
        };
        if (inForce?.Files.Texts.GetValueOrDefault(path) is not { } published) return bench;
        var before = bench with
        {
            Parameters = inForce.Parameters.Over(ProcedureBuilder.ParametersOf(inForce.Files)),
            Decisions = DecisionLibrary.Read(inForce.Files, problems),
        };
        return bench with { InForce = before.Read(new RuleFile(published)).Rule };
    }

    private static AwaitedChanges? Awaited(ProcedureDraft draft, CityProcedures known) =>
        draft.Files.Diagram is { } diagram && BpmnReader.Read(diagram).Value is { } drawing
            ? AwaitedChanges.Of(drawing, known.InForce.Where(one => one.Version.Procedure != draft.Id))
            : null;

    private static ProcedureDraft DraftOf(ProcedureVersion version) =>
        new(version.City, version.Procedure, version.Name, 0, version.Files)
        {
            EditedBy = version.PublishedBy, EditedAt = version.PublishedAt,
        };
}
