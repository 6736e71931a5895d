using System.Text.Json;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;

namespace Samanvay.LongRuns.Walks;

/// <summary>Sends an instance one random command after the other, sensible and not, and checks it after each.</summary>
/// <param name="freely">People also go where no flow leads.</param>
internal sealed class RandomWalk(ExecutableProcess process, int seed, bool freely = true)
{
    private readonly Random _random = new(seed);
    private readonly SortedSet<TimerId> _timers = [];
    private readonly SortedSet<TokenId> _offered = [];
    private readonly SortedSet<TokenId> _requested = [];
    private readonly SortedSet<TokenId> _called = [];
    private string _stored = Stored(ProcessInstance.New(new(1)));
    private Instant _now = Instant.FromUtc(2026, 7, 1, 6, 0);

    public ProcessInstance Instance { get; private set; } = ProcessInstance.New(new(1));

    public List<Fact> Facts { get; } = [];

    public void Go(int steps, Action<int>? before = null)
    {
        Send(new StartProcess(_now, null, Context("{ dice: 2 }")));
        for (var step = 0; step < steps && Instance.IsRunning; step++)
        {
            before?.Invoke(step);
            Send(Choose());
        }

        if (Instance.IsRunning) Send(new CancelInstance(_now, "enough"));
    }

    /// <summary>Goes on with another version, whether it can be proven to complete there or not.</summary>
    public void Move(MigrationRoute route)
    {
        var moved = ProcessMigration.Move(
            route, Instance, Facts[^1].At, FeelContext.Empty, new(States: 0));
        var step = moved.ShouldBeOfType<MigrationDone>(string.Join('\n', moved.Problems.Select(each => each.Message)))
            .Step;
        process = route.Target;
        Instance = step.Instance;
        _stored = Stored(Instance);
        Facts.AddRange(step.Facts);
        foreach (var effect in step.Effects) Perform(effect);
        Check();
    }

    private void Send(Command command)
    {
        _now = command.At;
        var before = _stored;
        var result = ProcessEngine.Step(process, Instance, command);
        if (result is Rejected)
        {
            Stored(Instance).ShouldBe(before);
            return;
        }

        var accepted = (Accepted)result;
        var again = ProcessEngine.Step(process, Reread(before), command).ShouldBeOfType<Accepted>();
        Stored(again.Facts).ShouldBe(Stored(accepted.Facts));
        Instance = accepted.Instance;
        _stored = Stored(Instance);
        Facts.AddRange(accepted.Facts);
        if (command is FireTimer fired) _timers.Remove(fired.Timer);
        foreach (var fact in accepted.Facts) Follow(fact);
        foreach (var effect in accepted.Effects) Perform(effect);
        Check();
    }

    private Command Choose()
    {
        _now += Duration.FromMinutes(_random.Next(0, 5));
        return _random.Next(freely ? 18 : 15) switch
        {
            12 => new CompleteCall(_now, Token(TokenState.Called), Context("{ dice: 6 }")),
            13 => AdHoc(),
            14 => new DeliverMessage(_now, $"m{_random.Next(1, 5)}")
            {
                Key = _random.Next(2) == 0 ? "2" : null,
                KeepUntil = _now + Duration.FromMinutes(_random.Next(0, 30)),
            },
            15 => new MoveToken(_now, Token(null), Element(), "other way", "p1"),
            16 => new RepeatActivity(_now, Scope(), Element(), "once more", "p1"),
            17 => Leave(),
            0 or 1 or 2 => new CompleteUserTask(_now, Token(TokenState.Offered), Context("{ dice: 5 }")),
            3 or 4 => new CompleteActivity(_now, Token(TokenState.Requested), Context("{ dice: 3 }")),
            5 => Fire(),
            6 => new DeliverMessage(_now, $"m{_random.Next(1, 5)}", Context("{ level: 4 }")),
            7 => new FailActivity(_now, Token(TokenState.Requested), "no answer", true),
            8 => new ThrowBpmnError(
                _now, Token(Pick([TokenState.Offered, TokenState.Requested, TokenState.Called])),
                Pick(["x1", "x2", "x3"])),
            9 => new ThrowEscalation(_now, Token(null), Pick(["x1", "x2"])),
            10 => Resolve(),
            _ => new SetVariables(
                _now, Context($"{{ dice: {_random.Next(1, 7)}, missing: true, patience: duration(\"PT10M\") }}")),
        };
    }

    private Command AdHoc()
    {
        var scopes = Instance.Scopes.Values.Where(scope => scope.Kind == ScopeKind.AdHoc).ToArray();
        if (scopes.Length == 0) return new FinishAdHoc(_now, new(9_999), "none");
        var scope = Pick(scopes);
        if (_random.Next(8) == 0) return new FinishAdHoc(_now, scope.Id, "enough");
        var steps = ((Samanvay.Bpmn.Model.AdHocSubProcess)process.Nodes[scope.Element].Model).Body.Nodes;
        return new StartAdHocStep(_now, scope.Id, Pick([.. steps]).Id);
    }

    private SkipToken Leave()
    {
        var token = Token(null);
        var flows = Instance.Tokens.TryGetValue(token, out var at) ? process.Nodes[at.Element].Model.Outgoing : [];
        return new(_now, token, "not needed", flows.IsEmpty || _random.Next(2) == 0 ? null : Pick([.. flows]), "p1");
    }

    private string Element() => Pick([.. process.Nodes.Keys.Order(StringComparer.Ordinal)]);

    private ScopeId Scope() => Pick([.. Instance.Scopes.Keys]);

    private FireTimer Fire()
    {
        var timer = Instance.Timers.IsEmpty ? null : Pick([.. Instance.Timers.Values]);
        return timer is null ? new(_now, new(9_999)) : new(Instant.Max(_now, timer.DueAt), timer.Id);
    }

    private Command Resolve()
    {
        if (Instance.Faults.IsEmpty) return new RetryFault(_now, new(9_999));
        var fault = Pick([.. Instance.Faults.Values]);
        if (_random.Next(2) == 0) return new RetryFault(_now, fault.Id);
        var flows = process.Nodes[fault.Element].Model.Outgoing;
        return new SkipFault(
            _now, fault.Id, "by phone", flows.IsEmpty || _random.Next(2) == 0 ? null : Pick([.. flows]));
    }

    private TokenId Token(TokenState? state)
    {
        var tokens = Instance.Tokens.Values.Where(token => state is null || token.State == state).ToArray();
        return tokens.Length == 0 || _random.Next(20) == 0 ? new(_random.Next(1, 50)) : Pick(tokens).Id;
    }

    // What was done ends the open work; what the engine takes back, it says by an effect.
    private void Follow(Fact fact)
    {
        if (fact is UserTaskCompleted completed) _offered.Remove(completed.Token).ShouldBeTrue();
        if (fact is ActivityCompleted answered) _requested.Remove(answered.Token).ShouldBeTrue();
        if (fact is CallCompleted returned) _called.Remove(returned.Token).ShouldBeTrue();
        if (fact is ActivityFailed failed)
            (_requested.Remove(failed.Token) || _called.Remove(failed.Token)).ShouldBeTrue();
    }

    private void Perform(Effect effect)
    {
        switch (effect)
        {
            case ScheduleTimer schedule: _timers.Add(schedule.Timer).ShouldBeTrue(); break;
            case CancelTimer cancel: _timers.Remove(cancel.Timer).ShouldBeTrue(); break;
            case OfferUserTask offer: _offered.Add(offer.Token).ShouldBeTrue(); break;
            case WithdrawUserTask withdraw: _offered.Remove(withdraw.Token).ShouldBeTrue(); break;
            case RequestActivity request: _requested.Add(request.Token).ShouldBeTrue(); break;
            case WithdrawActivity withdraw: _requested.Remove(withdraw.Token).ShouldBeTrue(); break;
            case CallProcess call: _called.Add(call.Token).ShouldBeTrue(); break;
            case WithdrawCall withdraw: _called.Remove(withdraw.Token).ShouldBeTrue(); break;
            default: (effect is BroadcastSignal or SendMessage).ShouldBeTrue(); break;
        }
    }

    private void Check()
    {
        Instance.Timers.Keys.ShouldBe(_timers);
        Instance.Tokens.Values.Where(token => token.State == TokenState.Offered).Select(token => token.Id)
            .ShouldBe(_offered);
        Instance.Tokens.Values.Where(token => token.State == TokenState.Requested).Select(token => token.Id)
            .ShouldBe(_requested);
        Instance.Tokens.Values.Where(token => token.State == TokenState.Called).Select(token => token.Id)
            .ShouldBe(_called);
        Instance.Tokens.Values.All(token => Instance.Scopes.ContainsKey(token.Scope)).ShouldBeTrue();
        Instance.Scopes.Values.All(
            scope => scope.Parent is not { } parent || Instance.Scopes.ContainsKey(parent)).ShouldBeTrue();
        Instance.Scopes.Values.All(scope => IsThere(scope.Owner)).ShouldBeTrue();
        Instance.Timers.Values.All(
            timer => IsThere(timer.Token) && Instance.Scopes.ContainsKey(timer.Scope)).ShouldBeTrue();
        Instance.Subscriptions.Values.All(
            each => IsThere(each.Token) && Instance.Scopes.ContainsKey(each.Scope)).ShouldBeTrue();
        Instance.Faults.Values.All(fault => IsThere(fault.Token)).ShouldBeTrue();
        if (Instance.IsRunning) Instance.Tokens.ShouldNotBeEmpty();
        else Instance.Tokens.Count.ShouldBe(0);
        if (!Instance.HasEnded) return;
        (Instance.Timers.Count + Instance.Subscriptions.Count + Instance.Faults.Count).ShouldBe(0);
        Instance.Scopes.Count.ShouldBe(1);
    }

    private bool IsThere(TokenId? token) => token is not { } id || Instance.Tokens.ContainsKey(id);

    private TItem Pick<TItem>(TItem[] choices) => choices[_random.Next(choices.Length)];

    private static FeelContext Context(string text)
    {
        var expression = FeelCompiler.Expression(text).Value.ShouldNotBeNull();
        var scope = new FeelScope(FeelContext.Empty, NodaConstants.UnixEpoch, DateTimeZone.Utc);
        return (FeelContext)expression.Evaluate(scope).Value;
    }

    private static string Stored(ProcessInstance instance) =>
        JsonSerializer.Serialize(instance, EngineJson.Default.ProcessInstance);

    private static ProcessInstance Reread(string stored) =>
        JsonSerializer.Deserialize(stored, EngineJson.Default.ProcessInstance)!;

    private static string Stored(IEnumerable<Fact> facts) =>
        string.Join('\n', facts.Select(fact => JsonSerializer.Serialize(fact, EngineJson.Default.Fact)));
}
