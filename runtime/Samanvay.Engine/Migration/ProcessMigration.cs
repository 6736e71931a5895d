using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Soundness;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Migration;

/// <summary>Moves a running instance to another version of its procedure. Pure, as the engine is.</summary>
/// <remarks>What stands at an element stands at the element that the plan maps it to. Timers keep the instants at which
/// they are due; only what waits for the first time counts from the migration.</remarks>
public static class ProcessMigration
{
    /// <summary>The first phase: the plan against the two versions.</summary>
    public static ImmutableArray<Diagnostic> Check(MigrationRoute route) => PlanCheck.Of(route.Map);

    /// <summary>The second phase: the plan against one instance.</summary>
    public static ImmutableArray<Diagnostic> Check(MigrationRoute route, ProcessInstance instance) =>
        InstanceCheck.Of(route, instance);

    /// <summary>Both phases, the step, and whether what comes of it can still complete.</summary>
    /// <param name="added">Variables that the procedure starts with; those that the instance lacks are added.</param>
    /// <param name="limits">How far it is looked ahead.</param>
    public static MigrationResult Move(
        MigrationRoute route, ProcessInstance instance, Instant at, FeelContext added, SoundnessLimits? limits = null)
    {
        var problems = Check(route, instance);
        if (Stands(problems)) return new MigrationRefused(problems);
        problems = Check(route).AddRange(problems);
        if (Stands(problems)) return new MigrationRefused(problems);
        var step = Step(route, instance, at, added);
        var completion = CompletionCheck.Of(route.Target, step.Instance, limits ?? SoundnessLimits.Default);
        problems = problems.AddRange(Doubts(route, completion));
        return Stands(problems) ? new MigrationRefused(problems) : new MigrationDone(step, problems);
    }

    private static Accepted Step(MigrationRoute route, ProcessInstance instance, Instant at, FeelContext added)
    {
        var (map, target) = (route.Map, route.Target);
        var turn = new Turn(target, instance, at);
        Rewaiting.End(turn, map);
        turn.Record(new InstanceMigrated(at, target.Id, target.Version)
        {
            Elements = map.RenamedElements,
            Flows = map.RenamedFlows,
        });
        NewVariables.Add(turn, added);
        Rewaiting.Begin(turn, map);
        Rejoining.LookAgain(turn, map);
        turn.Run();
        return turn.Accept();
    }

    private static IEnumerable<Diagnostic> Doubts(MigrationRoute route, Completion completion)
    {
        if (completion.Verdict == CompletionVerdict.CanComplete) yield break;
        var place = Location.Element(completion.Stuck.FirstOrDefault(route.Target.Id));
        var where = string.Join(", ", completion.Stuck.Select(route.Map.Target.LabelOf));
        var way = string.Join(", ", completion.Steps.Select(step => route.Map.Target.LabelOf(step.Element)));
        yield return (completion.Verdict, way) switch
        {
            (CompletionVerdict.CanNotComplete, "") => Diagnostic.Error(MigrationCodes.CanNotComplete,
                $"It could not come to its end in the new version: it would be stuck at once at {where}. "
                + $"Change the plan, or let it end on its own version.", place),
            (CompletionVerdict.CanNotComplete, _) => Diagnostic.Error(MigrationCodes.CanNotComplete,
                $"It could not come to its end in the new version: after {way} it would be stuck at {where}. "
                + $"Change the plan, or let it end on its own version.", place),
            _ => Diagnostic.Warning(MigrationCodes.NotProven,
                "Whether it can come to its end in the new version could not be proven. Look at where it stands.",
                place),
        };
    }

    private static bool Stands(ImmutableArray<Diagnostic> problems) =>
        problems.Any(problem => problem.Severity == Severity.Error);
}

/// <summary>Two versions and the plan between them, put together once for many instances.</summary>
public sealed class MigrationRoute(ExecutableProcess source, ExecutableProcess target, MigrationPlan plan)
{
    public ExecutableProcess Source => source;

    public ExecutableProcess Target => target;

    public MigrationPlan Plan => plan;

    internal MigrationMap Map { get; } = new(source, target, plan);

    /// <summary>Whether the plan is for these two versions.</summary>
    internal bool Fits => plan.Source == source.Version && plan.Target == target.Version;
}

public abstract record MigrationResult(ImmutableArray<Diagnostic> Problems);

/// <param name="Problems">Warnings and hints.</param>
public sealed record MigrationDone(Accepted Step, ImmutableArray<Diagnostic> Problems) : MigrationResult(Problems);

/// <summary>Nothing has changed.</summary>
public sealed record MigrationRefused(ImmutableArray<Diagnostic> Problems) : MigrationResult(Problems);
