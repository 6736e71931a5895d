using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>Finds what has ended long ago, and takes it out of the database once it is archived.</summary>
public interface IArchiveStore
{
    /// <summary>While it is held, no other process on the same database archives.</summary>
    ValueTask<IAsyncDisposable> AloneAsync(CancellationToken cancellation);

    /// <summary>What ended before and has nothing open any more, the longest ago first.</summary>
    /// <param name="after">The last of the page before.</param>
    ValueTask<IReadOnlyList<EndedOperation>> EndedAsync(
        CityId city, Instant before, EndedOperation? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Deletes them all with everything that is theirs, and leaves a line for each that says where it is now; or
    /// nothing, when one is not as it was archived, or something of it is still open.
    /// </summary>
    ValueTask<bool> DeleteAsync(IReadOnlyList<ArchivedOperation> operations, CancellationToken cancellation);

    /// <summary>Whether anything that was deleted lies in this archive.</summary>
    ValueTask<bool> IsUsedAsync(string archive, CancellationToken cancellation);
}

public sealed record EndedOperation(OperationKey Key, Instant EndedAt, long Sequence, ReadOnlyMemory<byte> Hash);

/// <summary>What is left of an operation in the database: how its history ended, and where it is.</summary>
/// <param name="Archive">The name of the file.</param>
/// <param name="Digest">SHA-256 of the file, in hexadecimal.</param>
public sealed record ArchivedOperation(
    OperationKey Key, long Sequence, ReadOnlyMemory<byte> Hash, string Archive, string Digest)
{
    public required Instant EndedAt { get; init; }

    /// <summary>The machine's time.</summary>
    public required Instant ArchivedAt { get; init; }
}
