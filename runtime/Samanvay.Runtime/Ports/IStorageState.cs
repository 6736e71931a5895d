namespace Samanvay.Runtime.Ports;

/// <summary>What the last attempt to write has shown.</summary>
public enum StorageState
{
    Works,

    /// <summary>The disk has no space left. What was acknowledged is there, and more can not be.</summary>
    Full,

    /// <summary>The database can not be reached or written for another reason.</summary>
    Away,
}

/// <summary>Whether the database takes what is written, for those who would else wait for it in vain.</summary>
public interface IStorageState
{
    StorageState State { get; }
}
