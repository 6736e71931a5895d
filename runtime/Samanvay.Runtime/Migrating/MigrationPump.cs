using System.Globalization;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Migrating;

/// <summary>Carries batches out, run by run. Each run is a command with a key of its own: whoever goes on after a kill,
/// here or on another node, is told what became of it and does it no second time.</summary>
public sealed class MigrationPump(
    IMigrationStore store, IOperationStore operations, ProcedureCatalog catalog, CommandLoop loop, CityTime time)
{
    private const int PageSize = 50;

    private static readonly Duration Rest = Duration.FromSeconds(5);

    /// <summary>Takes one page of every open batch; says how many runs have their result now.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var done = 0;
        foreach (var batch in await store.OpenAsync(cancellation))
        {
            var lines = await store.WaitingAsync(batch.City, batch.Id, PageSize, cancellation);
            foreach (var line in lines) done += await MoveAsync(batch, line, cancellation) ? 1 : 0;
            if (lines.IsEmpty)
                await store.SaveAsync(batch with { EndedAt = time.Now(batch.City) }, cancellation);
        }

        return done;
    }

    public async Task RunAsync(Wakeups wakeups, CancellationToken cancellation)
    {
        if (await RunOnceAsync(cancellation) > 0) return;
        await Waiting.FirstAsync([wakeups.Migrations.WaitAsync, time.RestAsync(Rest)], cancellation);
    }

    // False when it is to be tried again later.
    private async Task<bool> MoveAsync(MigrationBatch batch, MigrationLine line, CancellationToken cancellation)
    {
        var plan = MigrationJson.Read(batch.Plan);
        var found = await MigrationVersions.FindAsync(catalog, batch.City, plan, cancellation);
        var result = found is Granted<MigrationVersions> { Value: var versions }
            ? await MoveAsync(batch, line, (plan, versions), cancellation)
            : Refused(line, null, null, ((Refused<MigrationVersions>)found).Reason.Message);
        if (result.State == MigrationState.Waiting) return false;
        await store.SaveAsync(result with { At = time.Now(batch.City) }, cancellation);
        return true;
    }

    private async Task<MigrationLine> MoveAsync(
        MigrationBatch batch, MigrationLine line, (MigrationPlan Plan, MigrationVersions Versions) by,
        CancellationToken cancellation)
    {
        var run = new InstanceId(line.Run);
        var key = new OperationKey(batch.City, line.Operation);
        if (await operations.LoadAsync(key, cancellation) is not { } stored
            || !OperationJson.ReadState(stored.State.Span).Runs.TryGetValue(run, out var there))
        {
            return line with { State = MigrationState.Refused, Message = "It is no longer there." };
        }

        // A kill between the step and this line: the step is done.
        if (there.Version == batch.To) return line with { State = MigrationState.Moved };
        // Here is time to look far ahead; the step itself looks only as far as others can wait.
        var problems = by.Versions.Try(by.Versions.Route(by.Plan), there.Instance, time.Now(batch.City));
        if (problems.FirstOrDefault(problem => problem.Severity == Severity.Error) is { } problem)
            return Refused(line, problem.Code, problem.Location.ElementId, problem.Message);
        return await loop.SubmitAsync(time, batch.City, at => Submission(batch, line, by.Plan, at), cancellation) switch
        {
            CommandAccepted => line with { State = MigrationState.Moved },
            CommandRefused refused => Refused(line, refused.Code, null, refused.Message),
            CommandFailed failed => Refused(line, null, null, failed.Reason),
            _ => line,
        };
    }

    private static Submission Submission(MigrationBatch batch, MigrationLine line, MigrationPlan plan, Instant at) =>
        new(
            new OperationKey(batch.City, line.Operation),
            new MigrateRun(at, new InstanceId(line.Run), batch.To, plan, batch.By.Value) { Reason = batch.Reason })
        {
            Key = string.Create(
                CultureInfo.InvariantCulture, $"migration:{batch.Id:N}:{line.Operation}:{line.Run}"),
            Lane = Lane.Inbox,
        };

    private static MigrationLine Refused(MigrationLine line, string? code, string? element, string message) =>
        line with { State = MigrationState.Refused, Code = code, Element = element, Message = message };
}
