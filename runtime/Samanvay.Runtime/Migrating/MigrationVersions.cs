using System.Collections.Immutable;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Engine.Soundness;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Migrating;

/// <summary>The two versions that a plan is between.</summary>
internal sealed record MigrationVersions(KnownProcedure From, KnownProcedure To)
{
    // Many runs are looked at one after the other, and a person waits for the trial.
    private static readonly SoundnessLimits Ahead = new(States: 5_000);

    /// <summary>A refusal where one of them is not there, or they are of two procedures.</summary>
    public static async ValueTask<Answer<MigrationVersions>> FindAsync(
        ProcedureCatalog catalog, CityId city, MigrationPlan plan, CancellationToken cancellation)
    {
        var all = await catalog.OfAsync(city, cancellation);
        if (all.Find(plan.Source) is not { Built.Procedure: not null } from)
            return new NotFound("version", plan.Source);
        if (all.Find(plan.Target) is not { Built.Procedure: not null } to)
            return new NotFound("version", plan.Target);
        if (from.Version.Procedure != to.Version.Procedure)
            return new WrongState("The two versions are of two procedures. Choose versions of one.");
        return new MigrationVersions(from, to);
    }

    public Procedure Source => From.Built.Procedure!;

    public Procedure Target => To.Built.Procedure!;

    public MigrationRoute Route(MigrationPlan plan) => new(Source.Process, Target.Process, plan);

    /// <summary>What would become of one run now. Nothing is changed.</summary>
    public ImmutableArray<Diagnostic> Try(MigrationRoute route, ProcessInstance instance, NodaTime.Instant at) =>
        ProcessMigration.Move(route, instance, at, Target.Parameters, Ahead).Problems;

    public static IEnumerable<KeyValuePair<InstanceId, ProcedureRun>> RunsOn(
        Operation operation, ProcedureVersionId version) =>
        operation.Runs.Where(run => run.Value.Instance.IsRunning && run.Value.Version == version);
}
