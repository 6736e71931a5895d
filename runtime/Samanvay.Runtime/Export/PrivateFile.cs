namespace Samanvay.Runtime.Export;

/// <summary>Files with what a city knows, which no other user of the machine may read.</summary>
public static class PrivateFile
{
    public static FileStream Create(string path) => new(path, Options(FileMode.Create, FileOptions.None));

    /// <summary>Goes when it is closed.</summary>
    public static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), $"samanvay-{Guid.NewGuid():N}"),
        Options(FileMode.CreateNew, FileOptions.DeleteOnClose));

    private static FileStreamOptions Options(FileMode mode, FileOptions options)
    {
        var asked = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Options = options };
        if (!OperatingSystem.IsWindows()) asked.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return asked;
    }
}
