using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Designer;

/// <summary>The sources of the screens, read for what they ask of the resources.</summary>
internal static partial class DesignerSources
{
    public static string Root { get; } = Path.Combine(SharedFolder.Repository, "designer", "Samanvay.Designer");

    public static string ModelerRoot => Path.Combine(SharedFolder.Repository, "designer", "modeler", "src");

    public static IEnumerable<(string File, string Key)> KeysAsked() => Found(WholeKey());

    public static IEnumerable<(string File, string Key)> PrefixesAsked() => Found(KeyPrefix());

    public static IEnumerable<string> KeysIn(string file) =>
        JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateObject().Select(member => member.Name);

    private static IEnumerable<(string File, string Key)> Found(Regex pattern) =>
        from folder in new[] { Root, ModelerRoot }
        from file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".razor" or ".cs" or ".ts"
        from Match match in pattern.Matches(File.ReadAllText(file))
        select (Path.GetRelativePath(folder, file), match.Groups["key"].Value);

    // T["shell.skip"], texts["…", …] and texts.get('…') of the browser's side.
    [GeneratedRegex("""(?:\bT\[|\btexts\[|texts\.get\()["'](?<key>[a-z][\w.-]*)["'](?!\s*\+)[,\])]""")]
    private static partial Regex WholeKey();

    // T["shell.place." + …], T[$"components.severity.{…}"] and texts.get(`modeler.palette.${…}`).
    [GeneratedRegex(
        """(?:\bT\[|\btexts\[|texts\.get\()"""
        + """(?:"(?<key>[\w.-]+)"\s*\+|\$"(?<key>[\w.-]+)\{|`(?<key>[\w.-]+)\$\{)""")]
    private static partial Regex KeyPrefix();
}
