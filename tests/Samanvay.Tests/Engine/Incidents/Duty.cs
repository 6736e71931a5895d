using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Shouldly;

namespace Samanvay.Tests.Engine.Incidents;

/// <summary>One operation under test, with the procedures that its city has in force.</summary>
internal sealed class Duty
{
    private readonly OperationContext _context;
    private readonly Instant _now = Instant.FromUtc(2026, 7, 1, 6, 0);

    public Duty(params ProcessBuilder[] procedures)
    {
        var planned = procedures.Select(Plan).ToList();
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

    public Operation Operation { get; private set; } = Operation.Empty(new(Guid.Empty));

    /// <summary>The open work of all runs.</summary>
    public string[] Open => [.. Operation.WorkItems.Values.Select(item => item.ElementId)];

    public Duty Start(string procedure, string variables = "{}") =>
        Do(new StartProcedure(_now, new(new($"{procedure}-1"), null, Run.Context(variables)), "p1"));

    public Duty Complete(string element, string output = "{}") => Do(new CompleteWorkItem(
        _now, Operation.WorkItems.Values.First(item => item.ElementId == element).Id, "p1", Run.Context(output)));

    public Duty Cancel(int run) => Do(new CancelRun(_now, new(run), "p1", "not needed"));

    public Duty Refuse(string element, string error)
    {
        var (id, run) = Operation.Runs.First(each => Token(each.Value, element) is not null);
        return Do(new FinishActivity(_now, id, Token(run, element)!.Id, new ActivityRefused(error, "no")));
    }

    public Duty Do(OperationCommand command)
    {
        var accepted = OperationEngine.Step(_context, Operation, command).ShouldBeOfType<OperationAccepted>();
        Operation = accepted.Operation;
        return this;
    }

    public ProcedureRun this[int run] => Operation.Runs[new(run)];

    private static Token? Token(ProcedureRun run, string element) =>
        run.Instance.Tokens.Values.FirstOrDefault(token => token.Element == element);

    private static Procedure Plan(ProcessBuilder builder)
    {
        var compiled = ProcessCompiler.Compile(builder.Definitions(), new() { Version = $"{builder.Id}-1" });
        compiled.Problems.ShouldBeEmpty();
        return ProcedurePlanner.Plan(compiled.Value!, Run.Context("{}")).Value.ShouldNotBeNull();
    }
}
