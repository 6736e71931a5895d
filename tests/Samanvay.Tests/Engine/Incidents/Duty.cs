using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Engine.ServiceLevels;
using Shouldly;

namespace Samanvay.Tests.Engine.Incidents;

/// <summary>One operation under test, with the procedures that its city has in force.</summary>
internal sealed class Duty
{
    private OperationContext _context;

    public Duty(params ProcessBuilder[] procedures)
    {
        var planned = procedures.Select(builder => Plan(builder, 1)).ToList();
        _context = new OperationContext
        {
            Zone = DateTimeZone.Utc,
            Procedures = planned.ToImmutableSortedDictionary(
                each => each.Version.Value, each => each, StringComparer.Ordinal),
            InForce = planned.ToImmutableSortedDictionary(
                each => each.ProcessId, each => each.Version, StringComparer.Ordinal),
            Calendars = CalendarBook.AlwaysOpen,
            Directory = ResponderDirectory.Empty,
        };
    }

    public Instant Now { get; set; } = Instant.FromUtc(2026, 7, 1, 6, 0);

    /// <summary>What the last command asked for outside.</summary>
    public ImmutableArray<OperationEffect> Effects { get; private set; } = [];

    /// <summary>The facts of every accepted command.</summary>
    public List<ImmutableArray<OperationFact>> History { get; } = [];

    public OperationRows Rows => OperationProjection.Of(Operation, _context.Calendars);

    /// <summary>The facts of the last command.</summary>
    public ImmutableArray<OperationFact> News => History[^1];

    public Operation Operation { get; private set; } = Operation.Empty(new(Guid.Empty));

    /// <summary>The open work of all runs.</summary>
    public string[] Open => [.. Operation.WorkItems.Values.Select(item => item.ElementId)];

    public Duty Start(string procedure, string variables = "{}") =>
        Do(new StartProcedure(Now, new(new($"{procedure}-1"), null, Run.Context(variables)), "p1"));

    public Duty Complete(string element, string output = "{}") => Do(new CompleteWorkItem(
        Now, Operation.WorkItems.Values.First(item => item.ElementId == element).Id, "p1", Run.Context(output)));

    public Duty Cancel(int run) => Do(new CancelRun(Now, new(run), "p1", "not needed"));

    public Duty Refuse(string element, string error)
    {
        var (id, run) = Operation.Runs.First(each => Token(each.Value, element) is not null);
        return Do(new FinishActivity(Now, id, Token(run, element)!.Id, new ActivityRefused(error, "no")));
    }

    public Duty With(ResponderDirectory directory)
    {
        _context = _context with { Directory = directory };
        return this;
    }

    public Duty Answer(string element, string outputs = "{}")
    {
        var (id, run) = Operation.Runs.First(each => Token(each.Value, element) is not null);
        return Do(new FinishActivity(
            Now, id, Token(run, element)!.Id, new ActivitySucceeded(Run.Context(outputs))));
    }

    public Duty Hold(int? run = null) => Do(new SuspendRun(Now, run is { } id ? new(id) : null, "p1", "wrong ward"));

    public Duty Resume(int? run = null) => Do(new ResumeRun(Now, run is { } id ? new(id) : null, "p1", "cleared up"));

    public Duty Fire() => Do(new FireDue(
        Now, Rows.Timers.OrderBy(timer => timer.Value.DueAt).First().Key, 0));

    public TokenId TokenAt(string element) =>
        Operation.Runs.Values.Select(run => Token(run, element)).First(token => token is not null)!.Id;

    /// <summary>Takes the step if it is possible, each time from the stored state.</summary>
    public bool Try(OperationCommand command)
    {
        var stored = OperationJson.ReadState(OperationJson.WriteState(Operation));
        var read = OperationJson.ReadCommand(OperationJson.WriteCommand(command));
        if (OperationEngine.Step(_context, stored, read) is not OperationAccepted accepted) return false;
        History.Add(OperationJson.ReadFacts(OperationJson.WriteFacts(accepted.Facts)));
        (Operation, Effects) = (accepted.Operation, accepted.Effects);
        return true;
    }

    public Duty Do(OperationCommand command)
    {
        Try(command).ShouldBeTrue(OperationEngine.Step(_context, Operation, command).ToString());
        Text(OperationEngine.Replay(Operation.Id, History.Select(facts => facts.AsEnumerable())))
            .ShouldBe(Text(Operation));
        return this;
    }

    public OperationRejection Refused(OperationCommand command) =>
        OperationEngine.Step(_context, Operation, command).ShouldBeOfType<OperationRejected>().Reason;

    public static string Text(Operation operation) =>
        System.Text.Encoding.UTF8.GetString(OperationJson.WriteState(operation));

    public IEnumerable<string> NodesOf(InstanceId run) =>
        _context.Find(Operation.Runs[run].Version)!.Process.Nodes.Keys.Order(StringComparer.Ordinal);

    public Duty After(Duration time)
    {
        Now += time;
        return this;
    }

    public Duty Take(string element) => Do(new AcknowledgeWorkItem(
        Now, Operation.WorkItems.Values.First(item => item.ElementId == element).Id, "p1"));

    /// <summary>Puts a newer version in force and has the first run go on with it.</summary>
    public Duty Migrate(ProcessBuilder newer, MigrationPlan? plan = null)
    {
        Do(Migration(newer, plan));
        return this;
    }

    public OperationRejection RefusedMigration(ProcessBuilder newer) => Refused(Migration(newer, null));

    private MigrateRun Migration(ProcessBuilder newer, MigrationPlan? plan)
    {
        var target = Plan(newer, 2);
        _context = _context with
        {
            Procedures = _context.Procedures.SetItem(target.Version.Value, target),
            InForce = _context.InForce.SetItem(target.ProcessId, target.Version),
        };
        var source = _context.Find(this[1].Version)!;
        return new MigrateRun(
            Now, new(1), target.Version, plan ?? MigrationPlanner.Propose(source.Process, target.Process), "p9")
        {
            Reason = "new law",
        };
    }

    public ProcedureRun this[int run] => Operation.Runs[new(run)];

    private static Token? Token(ProcedureRun run, string element) =>
        run.Instance.Tokens.Values.FirstOrDefault(token => token.Element == element);

    private static Procedure Plan(ProcessBuilder builder, int version)
    {
        var compiled = ProcessCompiler.Compile(builder.Definitions(), new() { Version = $"{builder.Id}-{version}" });
        compiled.Problems.ShouldBeEmpty();
        return ProcedurePlanner.Plan(compiled.Value!, Run.Context("{}")).Value.ShouldNotBeNull();
    }
}
