using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Commands;

/// <summary>One command on its way into the loop. Who may send it was decided before.</summary>
public sealed record Submission(OperationKey Operation, OperationCommand Command)
{
    /// <summary>The sender's own name for this command: sent again, it is answered the same and done once.</summary>
    public string? Key { get; init; }

    public Lane Lane { get; init; } = Lane.People;

    /// <summary>The inbox row that asked, deleted in the transaction of the step.</summary>
    public long? Inbox { get; init; }

    /// <summary>
    /// The effect that this is the result of; its outbox row is closed in the transaction of the step.
    /// </summary>
    public DoneEffect? Effect { get; init; }

    /// <summary>
    /// Keeps the inbox row, and forgets the key, when the state refuses: the sender has another way to try.
    /// </summary>
    public bool TriesAgainWhenRefused { get; init; }
}

/// <summary>Who goes first when there is more than one batch holds.</summary>
public enum Lane
{
    People,
    Timers,
    Inbox,
}

/// <summary>What became of a submission. Only <see cref="CommandAccepted"/> says that something is stored.</summary>
public abstract record CommandAnswer;

/// <summary>Done, durable, and at <paramref name="Sequence"/> of the operation's history.</summary>
public sealed record CommandAccepted(OperationKey Operation, long Sequence) : CommandAnswer;

/// <summary>
/// The operation is not in a state for it. <paramref name="Code"/> is stable, the message is for people.
/// </summary>
public sealed record CommandRefused(string Code, string Message) : CommandAnswer;

/// <summary>The queue is full. Nothing was taken; the same may be sent again after the time.</summary>
public sealed record CommandBusy(Duration RetryAfter) : CommandAnswer;

/// <summary>This one command can not be carried out at all; the others of its batch were. A person must look.</summary>
public sealed record CommandFailed(string Reason) : CommandAnswer;
