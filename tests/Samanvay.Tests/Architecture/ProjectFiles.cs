using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Architecture;

/// <summary>What the project files say.</summary>
internal sealed record ProjectFile(string Name, string Folder, ImmutableArray<string> References,
    ImmutableArray<string> Packages)
{
    public static ImmutableArray<ProjectFile> All() =>
    [
        .. Directory.GetFiles(SharedFolder.Repository, "*.csproj", SearchOption.AllDirectories)
            .Where(file => !SourceFiles.IsGenerated(file)).Order(StringComparer.Ordinal).Select(Read),
    ];

    private static ProjectFile Read(string file)
    {
        var root = XDocument.Load(file).Root!;
        return new(Path.GetFileNameWithoutExtension(file), Path.GetDirectoryName(file)!,
            [.. Included(root, "ProjectReference")
                .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Order()],
            [.. Included(root, "PackageReference").Order()]);
    }

    private static IEnumerable<string> Included(XElement root, string item) =>
        root.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
