using NodaTime;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps the database small and quick.</summary>
public interface IHousekeepingStore
{
    /// <summary>Deletes a limited number of rows that are no longer needed; says how many.</summary>
    ValueTask<int> ExpireAsync(HousekeepingTimes before, CancellationToken cancellation);

    /// <summary>Makes room for the history of these times and of the months after them.</summary>
    ValueTask MakeRoomAsync(IReadOnlyCollection<Instant> times, CancellationToken cancellation);

    /// <summary>Moves what was committed from the log into the database, beside the running work.</summary>
    ValueTask CheckpointAsync(CancellationToken cancellation);

    /// <summary>Gives free pages back to the file system.</summary>
    ValueTask VacuumAsync(int pages, CancellationToken cancellation);
}

/// <summary>What is older goes.</summary>
/// <param name="HandledKeys">Longer than any sender tries again.</param>
/// <param name="DoneOutbox">As long as somebody may want to see what was sent.</param>
/// <param name="Now">Windows of duplicates that have ended.</param>
public sealed record HousekeepingTimes(Instant HandledKeys, Instant DoneOutbox, Instant Now);
