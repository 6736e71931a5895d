namespace Samanvay.Runtime.Ports;

/// <summary>The machine failed, not the data: nothing was acknowledged, and the same may work later.</summary>
public sealed class StorageUnavailableException(Exception cause)
    : Exception("The database can not be reached or written at the moment.", cause);
