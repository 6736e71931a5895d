namespace Samanvay.Runtime.Ports;

/// <summary>
/// Another process moved operations on, or handled commands, after this one had read them. Nothing was saved and
/// nothing was acknowledged: load again, step again.
/// </summary>
public sealed class StepConflictException(IReadOnlyCollection<OperationKey> operations)
    : Exception("Another process changed the same operations meanwhile.")
{
    /// <summary>What is in memory of them may be old.</summary>
    public IReadOnlyCollection<OperationKey> Operations => operations;
}
