using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>Names one stream of one city; the lock, the history and the hash chain are per operation.</summary>
public readonly record struct OperationKey(CityId City, OperationId Operation);

/// <summary>
/// A timer that waits in the database. It does nothing by itself: firing is a command that the state may refuse.
/// </summary>
/// <param name="Kind">What fires, for example <c>breach</c>: some kinds are held while the clock is in doubt.</param>
public sealed record TimerRow(
    OperationKey Operation, string Key, int Generation, Instant DueAt, string Kind);

/// <summary>Something to be done outside, until it is done or a person has skipped it.</summary>
/// <param name="Type">Which adapter performs it.</param>
/// <param name="Reply">Who in the operation waits for the result; absent when nobody does.</param>
public sealed record OutboxRow(
    long Id, OperationKey Operation, string Key, string Type, ReadOnlyMemory<byte> Body, string? Reply, Instant At,
    int Attempts);

/// <summary>An outbox row that needs no further attempt.</summary>
/// <param name="At">The machine's time.</param>
public sealed record DoneEffect(long Id, Instant At);

/// <summary>
/// A durable request that is not yet part of a history: it is deleted in the transaction of the step that takes it.
/// </summary>
/// <param name="Kind">How <paramref name="Body"/> is to be read; see <see cref="InboxKinds"/>.</param>
/// <param name="Lane">Rows of one lane are taken one after the other, in order of arrival.</param>
public sealed record InboxRow(
    long Id, CityId City, string Key, string Kind, string Lane, ReadOnlyMemory<byte> Body, Instant At, int Attempts);

/// <summary>The kinds of inbox rows. Stored: never renamed.</summary>
public static class InboxKinds
{
    /// <summary>A command for a known operation; the lane is the operation's id.</summary>
    public const string Command = "command";

    /// <summary>A change of a situation, which opens or joins an incident; the lane is rule and place.</summary>
    public const string Situation = "situation";
}

/// <summary>
/// What is parked is seen in the list of faults, with its reason, until a person retries or skips it.
/// </summary>
public enum RowStatus
{
    Waiting = 0,
    Done = 1,
    Parked = 2,
}
