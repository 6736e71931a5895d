namespace Samanvay.Runtime.Ports;

/// <summary>The machine failed, not the data: nothing was acknowledged, and the same may work later.</summary>
public sealed class StorageUnavailableException(Exception cause)
    : Exception("The database can not be reached or written at the moment.", cause)
{
    /// <summary>False when it is known that nothing was saved; else that is to be asked before trying again.</summary>
    public bool MayBeSaved { get; init; } = true;
}
