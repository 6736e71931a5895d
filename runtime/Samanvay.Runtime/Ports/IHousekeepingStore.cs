using NodaTime;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps the database small and quick.</summary>
public interface IHousekeepingStore
{
    /// <summary>Deletes a limited number of rows that are no longer needed; says how many.</summary>
    ValueTask<int> ExpireAsync(HousekeepingTimes before, CancellationToken cancellation);

    /// <summary>Forgets events whose windows have ended, among some that come after a name in order of name.</summary>
    /// <returns>The last name that was looked at; none when all were.</returns>
    ValueTask<byte[]?> ExpireMarksAsync(byte[]? after, Instant now, int limit, CancellationToken cancellation);

    /// <summary>Makes room for the history of these times and of the months after them.</summary>
    ValueTask MakeRoomAsync(IReadOnlyCollection<Instant> times, CancellationToken cancellation);

    /// <summary>
    /// Moves what was committed from the log into the database, beside the running work; says how large both are.
    /// </summary>
    ValueTask<StorageSize> CheckpointAsync(CancellationToken cancellation);

    /// <summary>Gives free pages back to the file system, a few at a time; some are kept for what comes next.</summary>
    ValueTask VacuumAsync(CancellationToken cancellation);

    /// <summary>Takes away room for months that are over and have nothing left in them.</summary>
    /// <param name="before">The present of the city that lies furthest back.</param>
    ValueTask DropRoomAsync(Instant before, CancellationToken cancellation);
}

/// <summary>In bytes; 0 where the database keeps that to itself.</summary>
/// <param name="Log">What was committed and is not yet in the database's file.</param>
/// <param name="Free">What of the file holds nothing.</param>
public readonly record struct StorageSize(long Log, long File, long Free);

/// <summary>What is older goes.</summary>
/// <param name="HandledKeys">Longer than any sender tries again.</param>
/// <param name="DoneOutbox">As long as somebody may want to see what was sent.</param>
/// <param name="Now">Windows of duplicates that have ended.</param>
public sealed record HousekeepingTimes(Instant HandledKeys, Instant DoneOutbox, Instant Now)
{
    /// <summary>As long as somebody may want to see what an authority said, or how a request stands.</summary>
    public Instant Alerts { get; init; }

    /// <summary>Older than any reading that could still be taken in.</summary>
    public Instant RefusedMessages { get; init; }
}
