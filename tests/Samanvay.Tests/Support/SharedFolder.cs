using Xunit;

namespace Samanvay.Tests.Support;

/// <summary>Finds the repository and the folder of published suites beside it, which not every checkout has.</summary>
internal static class SharedFolder
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A path inside the shared folder, or null where it is not there.</summary>
    public static string? Find(params string[] parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(Repository)!, "shared", .. parts]);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>A path inside the shared folder; skips the test where it is not there.</summary>
    public static string Require(params string[] parts)
    {
        var path = Find(parts);
        Assert.SkipWhen(path is null, $"The folder shared/{string.Join('/', parts)} is not beside this checkout.");
        return path!;
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Samanvay.slnx")))
        {
            folder =
            folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("Samanvay.slnx is in no folder above the tests.");
    }
}
