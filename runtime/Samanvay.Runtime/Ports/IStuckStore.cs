using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Ports;

/// <summary>Lists what the services gave up and a person must look at.</summary>
public interface IStuckStore
{
    ValueTask<IReadOnlyList<StuckRow>> ListAsync(CityId city, int limit, CancellationToken cancellation);
}

/// <summary>Work of the runtime itself that can not go on; a fault inside a procedure is a
/// <see cref="FaultLine"/>.</summary>
/// <param name="Operation">Absent for a request that belongs to no operation yet.</param>
/// <param name="What">What it is about: the type of an effect, the kind of a request or of a timer.</param>
public sealed record StuckRow(
    StuckKind Kind, OperationKey? Operation, string Key, string What, string Reason, Instant At)
{
    /// <summary>How often it was tried before it was given up; absent where that is not counted.</summary>
    public int? Attempts { get; init; }
}

public enum StuckKind
{
    /// <summary>An effect that nobody waits for and that failed too often, for example a message to a person.</summary>
    Effect,

    /// <summary>A request from sensors or activities that could not be carried out.</summary>
    Request,

    /// <summary>A timer that could not be fired.</summary>
    Timer,
}
