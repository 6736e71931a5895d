using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// Reads the promises and ladders that a process carries, and reports what can not be kept as written.
/// </summary>
public static class ProcedurePlanner
{
    // sla.md 3.3: the least time that a tightened target leaves to those who did not know of it.
    private static readonly Duration GraceFloor = Duration.FromMinutes(15);

    /// <param name="parameters">The city's values for the procedure's parameters; they are variables of every
    /// expression.</param>
    public static Parsed<Procedure> Plan(ExecutableProcess process, FeelContext parameters)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        parameters = ProcedureParameters.Complete(process, parameters, problems);
        var ladders = LadderReader.Read(process.Definition, parameters, problems);
        var promises =
            ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<PlannedPromise>>(StringComparer.Ordinal);
        Add(promises, process.Id, process.Definition.Sop, PromiseScope.Incident, (parameters, problems));
        foreach (var node in process.Nodes.Values.OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            var scope = node.Model is SubProcess ? PromiseScope.Stage : PromiseScope.Step;
            Add(promises, node.Id, node.Model.Sop, scope, (parameters, problems));
        }

        CheckStarts(process, problems);
        foreach (var (element, planned) in promises)
            CheckLadders(element, planned, ladders, problems);

        return new Parsed<Procedure>(
            new Procedure(process)
            {
                Parameters = parameters,
                Ladders = ladders,
                Promises = promises.ToImmutable(),
                CloseWhen = CloseWhen(process, problems),
            },
            problems.ToImmutable());
    }

    private static void Add(
        ImmutableSortedDictionary<string, ImmutableArray<PlannedPromise>>.Builder promises,
        string element, SopExtensions sop, PromiseScope scope,
        (FeelContext Parameters, ImmutableArray<Diagnostic>.Builder Problems) reading)
    {
        var planned = sop.ServiceLevels
            .Select((level, index) => Plan(element, index, level, scope, reading))
            .OfType<PlannedPromise>()
            .ToImmutableArray();
        if (!planned.IsEmpty)
            promises.Add(element, planned);
    }

    private static PlannedPromise? Plan(
        string element, int index, SopServiceLevel level, PromiseScope scope,
        (FeelContext Parameters, ImmutableArray<Diagnostic>.Builder Problems) reading)
    {
        var (target, expression) = Target(element, level.Target, reading.Parameters, reading.Problems);
        if (target is null && expression is null)
            return null;

        var planned = new ServiceLevel
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{element}/{Metric(level.Metric)}/{index}"),
            Name = element,
            Metric = Metric(level.Metric),
            Scope = scope,
            Target = target ?? new OpenTimeTarget(Duration.Zero),
            Calendar = level.Calendar ?? BusinessCalendar.TwentyFourSeven.Id,
            WarnAt = level.WarnAt,
            Ladder = level.LadderId,
            LifeSafety = level.LifeSafety,
            Retroactive = new Retroactivity(Start: true, GraceFloor: GraceFloor),
            PauseReasons = [.. level.PauseReasons.Select(reason => new PauseReason(reason))],
        };
        return new PlannedPromise(planned, expression);
    }

    private static Metric Metric(SopMetric metric) => metric switch
    {
        SopMetric.Acknowledge => ServiceLevels.Metric.Acknowledge,
        SopMetric.Respond => ServiceLevels.Metric.Respond,
        _ => ServiceLevels.Metric.Resolve,
    };

    private static (Target? Target, FeelExpression? Expression) Target(
        string element, SopValue value, FeelContext parameters, ImmutableArray<Diagnostic>.Builder problems)
    {
        var place = Location.Element(element, "serviceLevel.target");
        if (value.IsExpression)
        {
            var names = FeelNames.Of(parameters).With("severity", "incident");
            var parsed = FeelCompiler.Expression(value.Body, names);
            problems.AddRange(parsed.Problems.Select(problem => problem with { Location = place }));
            return (null, parsed.HasErrors ? null : parsed.Value);
        }

        if (IsoDuration.Read(value.Raw) is { } duration && duration > Duration.Zero)
            return (new OpenTimeTarget(duration), null);

        problems.Add(Diagnostic.Error(
            "SLA001", $"'{value.Raw}' is no duration. Write it like PT45M (45 minutes) or P3D (three days).", place));
        return (null, null);
    }

    private static FeelExpression? CloseWhen(ExecutableProcess process, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (process.Definition.Sop.CloseWhen is not { Condition: var condition })
            return null;

        var parsed = FeelCompiler.Expression(condition.Body);
        var place = Location.Element(process.Id, "closeWhen");
        problems.AddRange(parsed.Problems.Select(problem => problem with { Location = place }));
        return parsed.HasErrors ? null : parsed.Value;
    }

    // The engine can begin at these, but nothing here sends what they wait for, and a procedure that never begins must
    // not be published in silence.
    private static void CheckStarts(ExecutableProcess process, ImmutableArray<Diagnostic>.Builder problems)
    {
        foreach (var start in process.StartsByItself)
        {
            problems.Add(Diagnostic.Error(
                "SLA009", $"'{start.Label}' waits for a timer or a BPMN signal, which starts no procedure here. "
                    + $"Let a situation or a message start it.",
                Location.Element(start.Id, "eventDefinitions")));
        }
    }

    private static void CheckLadders(
        string element, ImmutableArray<PlannedPromise> promises, ImmutableSortedDictionary<string, Ladder> ladders,
        ImmutableArray<Diagnostic>.Builder problems)
    {
        foreach (var ladder in promises.Select(promise => promise.Level.Ladder).OfType<string>()
            .Where(id => !LadderReader.Knows(ladders, id)))
        {
            problems.Add(Diagnostic.Error(
                "SLA002", $"There is no ladder '{ladder}'. Define it on the procedure, or choose another.",
                Location.Element(element, "serviceLevel.ladder")));
        }
    }
}
