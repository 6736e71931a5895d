using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Work;

namespace Samanvay.Runtime.Migrating;

/// <summary>Where runs are moved to another version of their procedure: a plan, a trial on all that runs, then a batch
/// that is carried out by itself.</summary>
public sealed class MigrationDesk(
    IMigrationStore store, ProcedureCatalog catalog, CityTime time, Wakeups wakeups)
{
    private const int PageSize = 100;

    private const FrontDoorOperation Operation = FrontDoorOperation.MigrateRuns;

    /// <summary>Versions of a procedure on which something still runs though another is in force.</summary>
    public async Task<Answer<ImmutableArray<OlderVersion>>> OlderAsync(
        Asker asker, ProcedureId procedure, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, FrontDoorOperation.ViewProcedures, asker.City))
            return new NotAllowed(FrontDoorOperation.ViewProcedures);
        var all = await catalog.OfAsync(asker.City, cancellation);
        if (all.InForce.FirstOrDefault(known => known.Version.Procedure == procedure) is not { Version: var inForce })
            return ImmutableArray<OlderVersion>.Empty;
        var older = all.All.Where(known => known.Version.Procedure == procedure && known.Version.Id != inForce.Id)
            .ToDictionary(known => known.Version.Id, known => known.Version);
        if (older.Count == 0) return ImmutableArray<OlderVersion>.Empty;
        var counts = new Dictionary<ProcedureVersionId, int>();
        await foreach (var (_, state) in StatesAsync(asker.City, cancellation))
        {
            var running = state.Runs.Values.Where(run => run.Instance.IsRunning).Select(run => run.Version).Distinct();
            foreach (var version in running.Where(older.ContainsKey))
                counts[version] = counts.GetValueOrDefault(version) + 1;
        }

        return (ImmutableArray<OlderVersion>)
        [
            .. counts.Select(count => new OlderVersion(older[count.Key], inForce, count.Value))
                .OrderByDescending(each => each.Version.Number),
        ];
    }

    /// <summary>A plan with what stands where; one that is made by itself unless one is given.</summary>
    public async Task<Answer<MigrationView>> PlanAsync(
        Asker asker, MigrationPlan plan, bool propose, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, Operation, asker.City)) return new NotAllowed(Operation);
        var found = await MigrationVersions.FindAsync(catalog, asker.City, plan, cancellation);
        if (found is not Granted<MigrationVersions> { Value: var versions })
            return ((Refused<MigrationVersions>)found).Reason;
        var (source, target) = (versions.Source.Process, versions.Target.Process);
        if (propose) plan = MigrationPlanner.Propose(source, target);
        var (runs, standing) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        await foreach (var (_, state) in StatesAsync(asker.City, cancellation))
        {
            foreach (var (_, run) in MigrationVersions.RunsOn(state, versions.From.Version.Id))
            {
                runs++;
                foreach (var element in Standing.In(run.Instance).Select(each => each.Element).Distinct())
                    standing[element] = standing.GetValueOrDefault(element) + 1;
            }
        }

        return new MigrationView(versions.From.Version, versions.To.Version, plan,
        [
            .. MigrationPlanner.Describe(source, target, plan)
                .Select(element => new MigrationElement(element, standing.GetValueOrDefault(element.Id))),
        ])
        {
            Problems = ProcessMigration.Check(versions.Route(plan)),
            Runs = runs,
        };
    }

    /// <summary>What would become of each run. Nothing is changed.</summary>
    public async Task<Answer<MigrationTrial>> TryAsync(
        Asker asker, MigrationPlan plan, OperationId? after, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, Operation, asker.City)) return new NotAllowed(Operation);
        var found = await MigrationVersions.FindAsync(catalog, asker.City, plan, cancellation);
        if (found is not Granted<MigrationVersions> { Value: var versions })
            return ((Refused<MigrationVersions>)found).Reason;
        var route = versions.Route(plan);
        var page = await store.RunningAsync(asker.City, after, PageSize, cancellation);
        var tried = from stored in page
                    let state = OperationJson.ReadState(stored.State.Span)
                    from run in MigrationVersions.RunsOn(state, versions.From.Version.Id)
                    select new TriedRun(
                        stored.Key.Operation, run.Key.Value, state.Incident?.Title,
                        versions.Try(route, run.Value.Instance, time.Now(asker.City)));
        return new MigrationTrial([.. tried], page.Length == PageSize ? page[^1].Key.Operation : null);
    }

    /// <summary>Writes down all that is to be moved; it begins at once, goes on by itself, and is not begun twice for
    /// one key.</summary>
    public async Task<Answer<MigrationBatch>> StartAsync(
        Asker asker, MigrationPlan plan, MigrationCall call, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, Operation, asker.City) || asker.Person is not { } by)
            return new NotAllowed(Operation);
        if (FrontDoor.CheckKey(call.Key) is { } bad) return bad;
        if (FrontDoor.CheckText("reason", call.Reason, "Say why they are moved: each timeline shows it.") is { } empty)
            return empty;
        var id = FrontDoor.IdOf(asker, call.Key, "migration\n");
        if (await store.FindAsync(asker.City, id, cancellation) is { } begun) return begun;
        var found = await MigrationVersions.FindAsync(catalog, asker.City, plan, cancellation);
        if (found is not Granted<MigrationVersions> { Value: var versions })
            return ((Refused<MigrationVersions>)found).Reason;
        var problems = ProcessMigration.Check(versions.Route(plan));
        if (problems.Any(problem => problem.Severity == Severity.Error)) return new HasProblems(problems);
        var batch = new MigrationBatch(
            asker.City, id, versions.From.Version.Id, versions.To.Version.Id,
            MigrationJson.Write(plan))
        {
            By = by,
            Reason = call.Reason.Trim(),
            StartedAt = time.Now(asker.City),
        };
        var lines = await LinesAsync(batch, cancellation);
        if (lines.Count == 0) return new WrongState("Nothing runs on that version any more.");
        await store.AddAsync(batch, lines, cancellation);
        wakeups.Migrations.Set();
        return batch;
    }

    /// <summary>How far a batch is, with the results of one page.</summary>
    public async Task<Answer<MigrationProgress>> ProgressAsync(
        Asker asker, Guid id, int after, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, Operation, asker.City)) return new NotAllowed(Operation);
        if (await store.FindAsync(asker.City, id, cancellation) is not { } batch)
            return new NotFound("migration", id.ToString());
        var all = await catalog.OfAsync(asker.City, cancellation);
        if (all.Find(batch.From.Value) is not { } from || all.Find(batch.To.Value) is not { } to)
            return new NotFound("version", batch.From.Value);
        var lines = await store.LinesAsync(asker.City, id, after, PageSize, cancellation);
        var titles = await store.TitlesAsync(
            asker.City, [.. lines.Select(line => line.Operation)], cancellation);
        return new MigrationProgress(
            batch, await store.CountAsync(asker.City, id, cancellation),
            [
                .. lines.Select(line => new MigratedLine(
                    line, titles.GetValueOrDefault(line.Operation), PlaceOf(line.Element, from, to))),
            ],
            lines.Length == PageSize ? lines[^1].Number : null)
        {
            From = from.Version,
            To = to.Version,
        };
    }

    private static string? PlaceOf(string? element, params ReadOnlySpan<KnownProcedure> versions)
    {
        if (element is null) return null;
        foreach (var version in versions)
            if (version.Built.Procedure?.Process.Nodes.GetValueOrDefault(element) is { } node) return node.Label;
        return element;
    }

    private async Task<List<MigrationLine>> LinesAsync(MigrationBatch batch, CancellationToken cancellation)
    {
        var lines = new List<MigrationLine>();
        await foreach (var (operation, state) in StatesAsync(batch.City, cancellation))
        {
            foreach (var (run, _) in MigrationVersions.RunsOn(state, batch.From))
                lines.Add(new MigrationLine(batch.City, batch.Id, lines.Count + 1, operation, run.Value));
        }

        return lines;
    }

    private async IAsyncEnumerable<(OperationId Id, Operation State)> StatesAsync(
        CityId city, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        OperationId? after = null;
        do
        {
            var page = await store.RunningAsync(city, after, PageSize, cancellation);
            foreach (var stored in page)
                yield return (stored.Key.Operation, OperationJson.ReadState(stored.State.Span));
            after = page.Length == PageSize ? page[^1].Key.Operation : null;
        }
        while (after is not null);
    }
}

/// <param name="Key">The caller's own name for the request: sent again, it is done once.</param>
public sealed record MigrationCall(string Reason, string Key);
