using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Engine.Migration;
using Samanvay.Feel.Values;

namespace Samanvay.Engine;

/// <summary>What each fact does to the state: the only place where state changes.</summary>
internal static class Fold
{
    public static ProcessInstance Apply(ProcessInstance instance, Fact fact) => fact switch
    {
        InstanceStarted started => Start(instance, started),
        ProcessCompleted ended => End(instance, ProcessStatus.Completed, ended),
        ProcessTerminated ended => End(instance, ProcessStatus.Terminated, ended),
        ProcessCancelled ended => End(instance, ProcessStatus.Cancelled, ended),
        ProcessFailed failed => End(instance, ProcessStatus.Failed, failed) with
        {
            Error = new(failed.Code, failed.Message),
        },
        TokenEntered entered => Enter(instance, entered),
        TokenLeft left => instance with { Tokens = instance.Tokens.Remove(left.Token) },
        TokenHeld held => Change(instance, held.Token, TokenState.Gathering),
        InputsMapped mapped => Change(instance, mapped.Token, token => token with { Data = mapped.Inputs }),
        ScopeEntered entered => Enter(instance, entered),
        ScopeInterrupted interrupted => Change(instance, interrupted.Scope, scope => scope with { Interrupted = true }),
        ScopeLeft left => instance with { Scopes = instance.Scopes.Remove(left.Scope) },
        MultiInstanceStarted started => Start(instance, started),
        IterationCompleted completed => Complete(instance, completed),
        AdHocStepStarted => instance,
        CompensationKept or CompensationBegun or CompensationStepped or AdHocStepCompleted or AdHocClosed
            or ComplexGatewayActivated or ComplexGatewayReset => ScopeFold.Apply(instance, fact),
        VariablesSet set => Set(instance, set),
        UserTaskOffered offered => Change(instance, offered.Token, TokenState.Offered),
        UserTaskWithdrawn withdrawn => Change(instance, withdrawn.Token, TokenState.Arrived),
        UserTaskCompleted completed => Change(instance, completed.Token, TokenState.Done),
        ActivityRequested requested => Change(instance, requested.Token, TokenState.Requested),
        ActivityWithdrawn withdrawn => Change(instance, withdrawn.Token, TokenState.Arrived),
        ActivityFailed failed => Change(instance, failed.Token, TokenState.Arrived),
        ActivityCompleted completed => Change(instance, completed.Token, TokenState.Done),
        ProcessCalled called => Change(instance, called.Token, TokenState.Called),
        CallWithdrawn withdrawn => Change(instance, withdrawn.Token, TokenState.Arrived),
        CallCompleted completed => Change(instance, completed.Token, TokenState.Done),
        StepSkipped skipped => Change(instance, skipped.Token, TokenState.Done),
        SubscriptionOpened opened => Open(instance, opened),
        SubscriptionClosed closed =>
            instance with { Subscriptions = instance.Subscriptions.Remove(closed.Subscription) },
        MessageBuffered buffered => Buffer(instance, buffered),
        BufferedMessageTaken taken => Drop(instance, taken.Message),
        MessageExpired expired => Drop(instance, expired.Message),
        ConditionChanged changed => instance with
        {
            Subscriptions = instance.Subscriptions.SetItem(
                changed.Subscription, instance.Subscriptions[changed.Subscription] with { Held = changed.Holds }),
        },
        TimerArmed armed => Arm(instance, armed),
        TimerFired fired => instance with { Timers = instance.Timers.Remove(fired.Timer) },
        TimerCancelled cancelled => instance with { Timers = instance.Timers.Remove(cancelled.Timer) },
        FaultRaised raised => Raise(instance, raised),
        FaultResolved resolved => instance with { Faults = instance.Faults.Remove(resolved.Fault) },
        InstanceMigrated migrated => MigrationFold.Apply(instance, migrated),
        // These are told for people and screens; other facts beside them carry the change.
        MessageReceived or MessageThrown or SignalReceived or SignalThrown => instance,
        EscalationRaised or ErrorThrown or ExpressionWarned or DecisionEvaluated => instance,
        TokenMoved or ActivityRepeated => instance,
        _ => throw new UnreachableException($"No case for the fact {fact.GetType().Name}."),
    };

    private static ProcessInstance Start(ProcessInstance instance, InstanceStarted fact) => instance with
    {
        Status = ProcessStatus.Running,
        Process = fact.Process,
        Version = fact.Version,
        Zone = fact.Zone,
        StartedAt = fact.At,
        LastId = fact.Scope.Value,
        IsCalled = fact.IsCalled,
        Scopes = instance.Scopes.Add(
            fact.Scope,
            new Scope(fact.Scope, null, ScopeKind.Process, fact.Process, null) { Variables = fact.Variables }),
    };

    // The outermost scope stays: its variables are the result of the process.
    private static ProcessInstance End(ProcessInstance instance, ProcessStatus status, Fact fact) =>
        instance with { Status = status, EndedAt = fact.At, Messages = null };

    private static ProcessInstance Enter(ProcessInstance instance, TokenEntered fact) => instance with
    {
        LastId = fact.Token.Value,
        Tokens = instance.Tokens.Add(fact.Token, new Token(fact.Token, fact.Element, fact.Scope, fact.Flow)
        {
            IsAside = fact.IsAside,
        }),
    };

    private static ProcessInstance Enter(ProcessInstance instance, ScopeEntered fact)
    {
        var scope = new Scope(fact.Scope, fact.Parent, fact.Kind, fact.Element, fact.Owner)
        {
            Variables = fact.Variables,
            Iteration = fact.Iteration,
        };
        var scopes = instance.Scopes.Add(fact.Scope, scope);
        if (fact.Kind == ScopeKind.Iteration && scopes[fact.Parent] is { MultiInstance: { } run } parent)
            scopes = scopes.SetItem(parent.Id, parent with { MultiInstance = run with { Started = run.Started + 1 } });
        return instance with { LastId = fact.Scope.Value, Scopes = scopes };
    }

    private static ProcessInstance Start(ProcessInstance instance, MultiInstanceStarted fact) =>
        Change(instance, fact.Scope, scope => scope with
        {
            MultiInstance = new(fact.Total, 0, 0, fact.Items, ImmutableSortedDictionary<int, FeelValue>.Empty),
        });

    private static ProcessInstance Complete(ProcessInstance instance, IterationCompleted fact)
    {
        var scope = instance.Scopes[fact.Scope];
        var run = scope.MultiInstance!;
        var next = run with
        {
            Completed = run.Completed + 1,
            Outputs = fact.Output is { } output ? run.Outputs.SetItem(fact.Iteration, output) : run.Outputs,
        };
        return instance with { Scopes = instance.Scopes.SetItem(fact.Scope, scope with { MultiInstance = next }) };
    }

    private static ProcessInstance Set(ProcessInstance instance, VariablesSet fact)
    {
        var scope = instance.Scopes[fact.Scope];
        var variables = scope.Variables.Merge(fact.Variables);
        return instance with { Scopes = instance.Scopes.SetItem(fact.Scope, scope with { Variables = variables }) };
    }

    private static ProcessInstance Open(ProcessInstance instance, SubscriptionOpened fact) => instance with
    {
        LastId = fact.Subscription.Value,
        Subscriptions = instance.Subscriptions.Add(
            fact.Subscription,
            new(fact.Subscription, fact.Kind, fact.Name, fact.Element, fact.Token)
            {
                Scope = fact.Scope,
                Part = fact.Part,
                Key = fact.Key,
                Payload = fact.Payload,
            }),
    };

    private static ProcessInstance Buffer(ProcessInstance instance, MessageBuffered fact) => instance with
    {
        LastId = fact.Message.Value,
        Messages = (instance.Messages ?? ImmutableSortedDictionary<MessageId, BufferedMessage>.Empty).Add(
            fact.Message, new(fact.Message, fact.Name, fact.Payload, fact.ExpiresAt) { Key = fact.Key }),
    };

    private static ProcessInstance Drop(ProcessInstance instance, MessageId message) => instance with
    {
        Messages = instance.Messages!.Remove(message) is { IsEmpty: false } left ? left : null,
    };

    private static ProcessInstance Arm(ProcessInstance instance, TimerArmed fact) => instance with
    {
        LastId = fact.Timer.Value,
        Timers = instance.Timers.Add(
            fact.Timer, new(fact.Timer, fact.Element, fact.Token, fact.Scope, fact.DueAt)
            {
                Cycle = fact.Cycle,
                Part = fact.Part,
            }),
    };

    private static ProcessInstance Raise(ProcessInstance instance, FaultRaised fact) => instance with
    {
        LastId = fact.Fault.Value,
        Faults = instance.Faults.Add(
            fact.Fault, new(fact.Fault, fact.Token, fact.Element, fact.Stage, fact.Kind, fact.At)
        {
            Message = fact.Message,
            Retryable = fact.Retryable,
        }),
    };

    private static ProcessInstance Change(ProcessInstance instance, TokenId id, TokenState state) =>
        Change(instance, id, token => token with { State = state });

    private static ProcessInstance Change(ProcessInstance instance, TokenId id, Func<Token, Token> change) =>
        instance with { Tokens = instance.Tokens.SetItem(id, change(instance.Tokens[id])) };

    private static ProcessInstance Change(ProcessInstance instance, ScopeId id, Func<Scope, Scope> change) =>
        instance with { Scopes = instance.Scopes.SetItem(id, change(instance.Scopes[id])) };
}
