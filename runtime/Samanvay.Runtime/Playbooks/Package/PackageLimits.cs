namespace Samanvay.Runtime.Playbooks.Package;

/// <summary>How much of a package from outside is looked at. More is refused before it is unpacked.</summary>
public sealed record PackageLimits
{
    public static PackageLimits Default { get; } = new();

    public int PackedBytesMax { get; init; } = 20 * 1024 * 1024;

    public int UnpackedBytesMax { get; init; } = 50 * 1024 * 1024;

    public int EntryBytesMax { get; init; } = 10 * 1024 * 1024;

    public int EntriesMax { get; init; } = 500;

    /// <summary>A file that unpacks to more than so many times its packed size is a bomb.</summary>
    public int RatioMax { get; init; } = 200;
}
