using NodaTime;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Gateways;
using Samanvay.Engine.Flow;
using Samanvay.Engine.Flow.Events;
using Samanvay.Feel.Values;

namespace Samanvay.Engine;

/// <summary>One command in the making: the only mutable object, born and dead inside a step.</summary>
/// <remarks>It can do two things: record a fact, which applies it, and request an effect. Whatever moves a token only
/// puts it in line; <see cref="Run"/> takes one after the other, so that a long procedure is a loop and not a deep
/// call.</remarks>
internal sealed class Turn(ExecutableProcess process, ProcessInstance instance, Instant now)
{
    private readonly List<Fact> _facts = [];
    private readonly List<Effect> _effects = [];
    private readonly Queue<TokenId> _arrivals = new();
    private readonly Dictionary<ScopeId, FeelContext> _visible = [];
    private DateTimeZone? _zone;
    private int _steps;
    private bool _mayHold;

    public ExecutableProcess Process { get; } = process;

    public ProcessInstance Instance { get; private set; } = instance;

    public Instant Now { get; } = now;

    /// <summary>Where local dates and times are read.</summary>
    public DateTimeZone Zone => _zone ??= DateTimeZoneProviders.Tzdb[Instance.Zone];

    /// <summary>The next number that no id of this instance has; taken when a fact with it is recorded.</summary>
    public int NextId => Instance.LastId + 1;

    public void Record(Fact fact)
    {
        _facts.Add(fact);
        Instance = ProcessEngine.Apply(Instance, fact);
        if (fact is VariablesSet) _visible.Clear();
        if (fact is VariablesSet or SubscriptionOpened { Kind: SubscriptionKind.Condition }) _mayHold = true;
    }

    public void Request(Effect effect) => _effects.Add(effect);

    /// <summary>Puts a new token at a node; it begins its work when its turn comes.</summary>
    public void Arrive(ExecutableNode node, ScopeId scope, string? flow) => Enqueue(Place(node, scope, flow));

    public void Enqueue(Token token) => _arrivals.Enqueue(token.Id);

    /// <summary>Puts a new token at a node whose work the caller begins.</summary>
    public Token Place(ExecutableNode node, ScopeId scope, string? flow, bool isAside = false)
    {
        var token = new TokenId(NextId);
        Record(new TokenEntered(Now, token, node.Id, scope, flow) { IsAside = isAside });
        return Instance.Tokens[token];
    }

    public Token? Find(TokenId token) => Instance.Tokens.GetValueOrDefault(token);

    public Scope ScopeOf(TokenId token) => Instance.Scopes[Instance.Tokens[token].Scope];

    /// <summary>All variables that a scope sees, the inner ones hiding the outer.</summary>
    public FeelContext Visible(ScopeId id)
    {
        var scope = Instance.Scopes[id];
        if (scope.Parent is not { } parent) return scope.Variables;
        if (_visible.TryGetValue(id, out var known)) return known;
        var all = Visible(parent).Merge(scope.Variables);
        _visible.Add(id, all);
        return all;
    }

    /// <summary>Lets every token that stands at a catching event wait for it, before something is thrown that is not
    /// kept: it has arrived, only its turn has not come yet.</summary>
    public void LetWait()
    {
        for (var left = _arrivals.Count; left > 0; left--)
        {
            var id = _arrivals.Dequeue();
            var node = Find(id) is { } token ? Process.NodeOf(token) : null;
            if (node is CatchEventNode or ReceiveTaskNode or EventBasedGatewayNode)
                Begin(id);
            else
                _arrivals.Enqueue(id);
        }
    }

    /// <summary>Goes on until nothing can move any more.</summary>
    public void Run()
    {
        Watch();
        do
        {
            while (_arrivals.TryDequeue(out var token))
            {
                Begin(token);
                Watch();
            }
        }
        while (InclusiveGatewayBehavior.JoinOne(this) || ComplexGatewayBehavior.ResetOne(this));
    }

    /// <summary>Lets conditional events happen whose condition has become true by what was recorded.</summary>
    public void Watch()
    {
        Messages.Drain(this);
        if (!Process.HasConditions) return;
        while (_mayHold && Instance.IsRunning)
        {
            _mayHold = false;
            Watching.Check(this);
        }
    }

    public Accepted Accept() => new(Instance, _facts, _effects);

    private void Begin(TokenId id)
    {
        if (Find(id) is not { } token) return;
        if (++_steps > Process.Limits.StepsPerCommand)
            Faults.Raise(this, token, FaultStage.Entering, Failure.Steps(token.Element));
        else if (Instance.Tokens.Count > Process.Limits.TokensPerInstance)
            Faults.Raise(this, token, FaultStage.Entering, Failure.Tokens(token.Element));
        else
            Arrival.Come(this, token);
    }
}
