using System.Text.Json;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;

namespace Samanvay.Tests.Engine;

/// <summary>One instance under test. Every accepted command also proves that its stored facts rebuild the
/// state.</summary>
internal sealed class Run
{
    private Run(ExecutableProcess process) => Process = process;

    public ExecutableProcess Process { get; private set; }

    public ProcessInstance Instance { get; private set; } = ProcessInstance.New(new(1));

    public Instant Now { get; set; } = Instant.FromUtc(2026, 7, 1, 6, 0);

    public List<Fact> Facts { get; } = [];

    /// <summary>What the last command brought about.</summary>
    public IReadOnlyList<Fact> News { get; private set; } = [];

    public IReadOnlyList<Effect> Effects { get; private set; } = [];

    public string[] Tokens => [.. Instance.Tokens.Values.Select(token => token.Element)];

    public string[] Open =>
        [.. Instance.Tokens.Values.Where(token => token.State == TokenState.Offered).Select(token => token.Element)];

    public FeelContext Variables => Instance.Scopes.Values.First().Variables;

    public FeelValue this[string name] => Variables[name];

    public static Run New(ProcessBuilder builder) => new(builder.Compile());

    public static Run New(ExecutableProcess process) => new(process);

    /// <param name="variables">A FEEL context.</param>
    public static Run Of(ProcessBuilder builder, string variables = "{}") => New(builder).Start(null, variables);

    public static FeelContext Context(string text) => (FeelContext)Value(text);

    public static FeelValue Value(string text)
    {
        var parsed = FeelCompiler.Expression(text);
        parsed.HasErrors.ShouldBeFalse(text);
        return parsed.Value!.Evaluate(
            new(FeelContext.Empty, Instant.FromUtc(2026, 7, 1, 6, 0), DateTimeZone.Utc)).Value;
    }

    public Run Start(string? start, string variables = "{}", string? payload = null, string zone = "Asia/Kolkata") =>
        Do(new StartProcess(Now, start, Context(variables), payload is null ? null : Context(payload), zone));

    public Run Complete(string element, string output = "{}") =>
        Do(new CompleteUserTask(Now, TokenAt(element, TokenState.Offered), Context(output), "p1"));

    public Run Answer(string element, string outputs = "{}") =>
        Do(new CompleteActivity(Now, TokenAt(element, TokenState.Requested), Context(outputs)));

    public Run Return(string element, string outputs = "{}") =>
        Do(new CompleteCall(Now, TokenAt(element, TokenState.Called), Context(outputs)));

    public Run Set(string variables) => Do(new SetVariables(Now, Context(variables)));

    public Run Step(string element) => Do(new StartAdHocStep(
        Now, Instance.Scopes.Values.First(scope => scope.Kind == ScopeKind.AdHoc).Id, element, "p1"));

    public Run Message(string name, string payload = "{}") => Do(new DeliverMessage(Now, name, Context(payload)));

    /// <summary>Waits until the earliest timer of the event is due, and fires it.</summary>
    public Run Fire(string element)
    {
        var timer = Instance.Timers.Values.Where(timer => timer.Element == element).MinBy(timer => timer.DueAt)
            .ShouldNotBeNull();
        Now = Instant.Max(Now, timer.DueAt);
        return Do(new FireTimer(Now, timer.Id));
    }

    public Run Retry() => Do(new RetryFault(Now, OnlyFault.Id));

    public Run Skip(string? flow = null) => Do(new SkipFault(Now, OnlyFault.Id, "agreed by phone", flow));

    public Fault OnlyFault => Instance.Faults.Values.ShouldHaveSingleItem();

    public TokenId TokenAt(string element, TokenState? state = null) =>
        Instance.Tokens.Values.First(token => token.Element == element && (state is null || token.State == state)).Id;

    public Run Do(Command command)
    {
        var accepted = ProcessEngine.Step(Process, Instance, command).ShouldBeOfType<Accepted>();
        Stored(Replayed(accepted.Facts)).ShouldBe(Stored(accepted.Instance));
        Instance = accepted.Instance;
        (News, Effects) = (accepted.Facts, accepted.Effects);
        Facts.AddRange(News);
        return this;
    }

    /// <summary>Goes on with another version, by the plan that is made by itself unless one is given.</summary>
    public Run Move(ExecutableProcess target, MigrationPlan? plan = null)
    {
        var route = new MigrationRoute(Process, target, plan ?? MigrationPlanner.Propose(Process, target));
        var moved = ProcessMigration.Move(route, Instance, Now, FeelContext.Empty);
        var step = moved.ShouldBeOfType<MigrationDone>(string.Join('\n', moved.Problems.Select(each => each.Message)))
            .Step;
        Stored(Replayed(step.Facts)).ShouldBe(Stored(step.Instance));
        (Process, Instance, News, Effects) = (target, step.Instance, step.Facts, step.Effects);
        Facts.AddRange(News);
        return this;
    }

    /// <summary>The codes of what stands against it.</summary>
    public string[] MoveRefused(ExecutableProcess target, MigrationPlan? plan = null)
    {
        var route = new MigrationRoute(Process, target, plan ?? MigrationPlanner.Propose(Process, target));
        return
        [
            .. ProcessMigration.Move(route, Instance, Now, FeelContext.Empty).ShouldBeOfType<MigrationRefused>()
                .Problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Code),
        ];
    }

    public Rejection Refused(Command command)
    {
        var before = Stored(Instance);
        var reason = ProcessEngine.Step(Process, Instance, command).ShouldBeOfType<Rejected>().Reason;
        Stored(Instance).ShouldBe(before);
        return reason;
    }

    public Run ShouldHaveEnded(ProcessStatus status = ProcessStatus.Completed)
    {
        Instance.Status.ShouldBe(status);
        Instance.Tokens.ShouldBeEmpty();
        Instance.Timers.ShouldBeEmpty();
        Instance.Subscriptions.ShouldBeEmpty();
        Instance.Faults.ShouldBeEmpty();
        Instance.Scopes.Count.ShouldBe(1);
        return this;
    }

    public static string Stored(ProcessInstance instance) =>
        JsonSerializer.Serialize(instance, EngineJson.Default.ProcessInstance);

    // Starts from the stored state, as the runtime does.
    private ProcessInstance Replayed(IReadOnlyList<Fact> facts)
    {
        var state = JsonSerializer.Deserialize(Stored(Instance), EngineJson.Default.ProcessInstance)!;
        foreach (var fact in facts)
        {
            var text = JsonSerializer.Serialize(fact, EngineJson.Default.Fact);
            state = ProcessEngine.Apply(state, JsonSerializer.Deserialize(text, EngineJson.Default.Fact)!);
        }

        return state;
    }
}
