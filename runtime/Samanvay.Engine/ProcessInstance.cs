using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Feel.Values;

namespace Samanvay.Engine;

/// <summary>The whole state of one running procedure; only <see cref="ProcessEngine.Apply"/> makes a next
/// one.</summary>
/// <remarks>Every collection is sorted by id, so two replays of one history are equal to the byte.</remarks>
public sealed record ProcessInstance
{
    public required InstanceId Id { get; init; }

    public ProcessStatus Status { get; init; }

    /// <summary>The id of the BPMN process, once started.</summary>
    public string? Process { get; init; }

    /// <summary>Names the exact definition that this instance is pinned to, by content.</summary>
    public string? Version { get; init; }

    /// <summary>The tzdb id of the zone in which local dates and times are read.</summary>
    public string Zone { get; init; } = "UTC";

    public Instant? StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>The highest number handed out; the next id is one more, whatever it names.</summary>
    public int LastId { get; init; }

    public ImmutableSortedDictionary<TokenId, Token> Tokens { get; init; } =
        ImmutableSortedDictionary<TokenId, Token>.Empty;

    public ImmutableSortedDictionary<ScopeId, Scope> Scopes { get; init; } =
        ImmutableSortedDictionary<ScopeId, Scope>.Empty;

    public ImmutableSortedDictionary<TimerId, ArmedTimer> Timers { get; init; } =
        ImmutableSortedDictionary<TimerId, ArmedTimer>.Empty;

    public ImmutableSortedDictionary<SubscriptionId, EventSubscription> Subscriptions { get; init; } =
        ImmutableSortedDictionary<SubscriptionId, EventSubscription>.Empty;

    public ImmutableSortedDictionary<FaultId, Fault> Faults { get; init; } =
        ImmutableSortedDictionary<FaultId, Fault>.Empty;

    /// <summary>Messages that came before anything waited for them.</summary>
    public ImmutableSortedDictionary<MessageId, BufferedMessage>? Messages { get; init; }

    /// <summary>A call activity of another instance waits for this one: what nobody here catches goes there.</summary>
    public bool IsCalled { get; init; }

    /// <summary>The BPMN error that ended it; set where <see cref="Status"/> is
    /// <see cref="ProcessStatus.Failed"/>.</summary>
    public UncaughtError? Error { get; init; }

    /// <summary>What stands before the first command.</summary>
    public static ProcessInstance New(InstanceId id) => new() { Id = id };

    public bool IsRunning => Status == ProcessStatus.Running;

    public bool HasEnded => Status is not (ProcessStatus.New or ProcessStatus.Running);
}

public enum ProcessStatus
{
    New,
    Running,
    Completed,
    Terminated,
    Cancelled,

    /// <summary>A called process ended by an error that its caller must deal with.</summary>
    Failed,
}

/// <summary>A BPMN error that nothing in its process catches.</summary>
public sealed record UncaughtError(string Code, string? Message);

/// <summary>Where the procedure is: one visit to one element.</summary>
/// <param name="Flow">The sequence flow it came by; joins count these.</param>
public sealed record Token(
    TokenId Id, string Element, ScopeId Scope, string? Flow, TokenState State = TokenState.Arrived)
{
    /// <summary>What was mapped into the element: its data inputs and properties, which end with the visit.</summary>
    public FeelContext? Data { get; init; }

    /// <summary>A person has it done once more beside the flow: nothing follows when it is done.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAside { get; init; }
}

/// <summary>How far the work of the element is.</summary>
public enum TokenState
{
    /// <summary>At the element: waiting for an event or other tokens, or with a scope of its own running
    /// inside.</summary>
    Arrived,

    /// <summary>A person's open step.</summary>
    Offered,

    /// <summary>The outside world is at work.</summary>
    Requested,

    /// <summary>Another process runs for it.</summary>
    Called,

    /// <summary>Waits for as many others as the activity needs to begin (BPMN 2.0.2, startQuantity).</summary>
    Gathering,

    /// <summary>The work is done; the token has only to leave.</summary>
    Done,
}

public enum ScopeKind
{
    Process,
    SubProcess,
    EventSubProcess,
    MultiInstance,
    Iteration,

    /// <summary>The rounds of a standard loop.</summary>
    Loop,
    AdHoc,

    /// <summary>What completed elsewhere is taken back here.</summary>
    Compensation,
}

/// <summary>One run of a container, with the variables that live as long as it.</summary>
/// <param name="Owner">The token that waits outside until the scope has ended; the process has none.</param>
public sealed record Scope(ScopeId Id, ScopeId? Parent, ScopeKind Kind, string Element, TokenId? Owner)
{
    public required FeelContext Variables { get; init; }

    /// <summary>Set where <see cref="Kind"/> is <see cref="ScopeKind.MultiInstance"/>.</summary>
    public MultiInstanceRun? MultiInstance { get; init; }

    /// <summary>The place in the collection, from 0, where <see cref="Kind"/> is
    /// <see cref="ScopeKind.Iteration"/>.</summary>
    public int? Iteration { get; init; }

    /// <summary>An interrupting event sub-process has taken over: its siblings can start no more.</summary>
    public bool Interrupted { get; init; }

    /// <summary>What completed here and can be compensated, in order of completion; in a scope of
    /// <see cref="ScopeKind.Compensation"/>, what is still to be.</summary>
    public ImmutableList<Compensable>? Completed { get; init; }

    /// <summary>A handler compensates it, in place of one activity after the other.</summary>
    public bool IsHandled { get; init; }

    /// <summary>The steps of an ad-hoc sub-process that have been done at least once, in order.</summary>
    public ImmutableList<string>? Steps { get; init; }

    /// <summary>The ad-hoc sub-process starts no more steps.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Complex gateways that wait to be reset.</summary>
    public ImmutableList<ActivatedGateway>? Activated { get; init; }
}

/// <param name="Flows">The incoming flows whose tokens it has used; it waits for the others.</param>
public sealed record ActivatedGateway(string Element, ImmutableArray<string> Flows);

/// <summary>A completed activity that can be compensated.</summary>
/// <param name="Kind">The scope that it was; null for a step without one.</param>
public sealed record Compensable(string Element, ScopeKind? Kind)
{
    /// <summary>The data that the scope had when it completed; the handler sees this (BPMN 2.0.2, 13.5.5).</summary>
    public FeelContext? Variables { get; init; }

    public ImmutableList<Compensable>? Inside { get; init; }
}

/// <summary>How far a multi-instance activity is.</summary>
/// <param name="Items">What is left of the collection, kept only when the iterations run one after the other.</param>
/// <param name="Outputs">By place in the collection, whatever the order of completion.</param>
public sealed record MultiInstanceRun(
    int Total, int Started, int Completed, FeelList? Items, ImmutableSortedDictionary<int, FeelValue> Outputs);

/// <param name="Element">The timer event that goes on when it fires.</param>
/// <param name="Token">The token that waits; none where the timer starts an event sub-process of the scope.</param>
public sealed record ArmedTimer(TimerId Id, string Element, TokenId? Token, ScopeId Scope, Instant DueAt)
{
    /// <summary>Set on a cycle.</summary>
    public TimerCycle? Cycle { get; init; }

    /// <summary>Set where the event needs other parts too.</summary>
    public int? Part { get; init; }
}

/// <param name="Every">ISO 8601 duration between two firings.</param>
/// <param name="Left">How often it fires again after the armed time; null is without end.</param>
public sealed record TimerCycle(string Every, int? Left);

/// <summary>An element that waits for a message or a BPMN signal by name, or for a condition.</summary>
/// <param name="Element">The event or receive task that goes on when it comes.</param>
/// <param name="Token">The token that waits; none where the event starts an event sub-process of the scope.</param>
public sealed record EventSubscription(
    SubscriptionId Id, SubscriptionKind Kind, string Name, string Element, TokenId? Token)
{
    public required ScopeId Scope { get; init; }

    /// <summary>Set where the event needs other parts too.</summary>
    public int? Part { get; init; }

    /// <summary>Whether the condition held when it was last looked at.</summary>
    public bool? Held { get; init; }

    /// <summary>Only what carries the same correlation key reaches it; null takes all.</summary>
    public string? Key { get; init; }

    /// <summary>What a part that has come brought along.</summary>
    public FeelContext? Payload { get; init; }
}

public enum SubscriptionKind
{
    Message,
    Signal,

    /// <summary>The name is the text of the condition.</summary>
    Condition,

    /// <summary>One part of an event that needs several has come.</summary>
    Arrived,
}

/// <summary>A message that is kept until an element waits for it.</summary>
public sealed record BufferedMessage(MessageId Id, string Name, FeelContext Payload, Instant ExpiresAt)
{
    public string? Key { get; init; }
}

/// <summary>A token that can not go on; the rest of the instance does.</summary>
public sealed record Fault(
    FaultId Id, TokenId Token, string Element, FaultStage Stage, FaultKind Kind, Instant RaisedAt)
{
    /// <summary>What, where and what to do.</summary>
    public required string Message { get; init; }

    public bool Retryable { get; init; } = true;
}

/// <summary>From where a retry goes on.</summary>
public enum FaultStage
{
    /// <summary>Nothing of the element has begun, not even the events at its edge.</summary>
    Entering,

    /// <summary>The events at the edge wait; the work itself has not begun or has failed.</summary>
    Working,

    /// <summary>The work is done; the way out was not found.</summary>
    Leaving,
}

/// <summary>What kind of thing went wrong; the words are in the message.</summary>
public enum FaultKind { Expression, NoFlow, Decision, Activity, UncaughtError, Limit }
