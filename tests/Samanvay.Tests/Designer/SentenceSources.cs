using System.Text;
using System.Text.RegularExpressions;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Designer;

/// <summary>
/// The sentences that the runtime's sources say to people, as the templates that a translation is found by. Whoever
/// writes a new one need not remember to list it.
/// </summary>
internal static partial class SentenceSources
{
    private static readonly string Root = Path.Combine(SharedFolder.Repository, "runtime", "Samanvay.Runtime");

    /// <summary>Said to administrators' logs and to programs, or as the text of a problem in a file.</summary>
    private static readonly string[] SaidElsewhere =
    [
        "Audit/", "Log.cs", "RuntimeMetrics.cs", "Services/", "Intake/", "Playbooks/", "Procedures/Building/",
        "Procedures/Forms/FormReader.cs", "Procedures/Forms/FormProblems.cs", "Procedures/ParameterValues.cs",
        "Procedures/Review/CityFit.cs", "Procedures/TryOut/",
    ];

    public static IEnumerable<string> Templates() =>
        from file in Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !SaidElsewhere.Any(elsewhere => path.StartsWith(elsewhere, StringComparison.Ordinal))
        from template in In(File.ReadAllText(file))
        select template;

    internal static IEnumerable<string> In(string source)
    {
        source = Comment().Replace(source, "");
        foreach (var found in Strings(source))
        {
            var begins = source.LastIndexOfAny([';', '{', '}'], Math.Max(found.Start - 1, 0)) + 1;
            var before = source[begins..found.Start];
            if (IsSentence(found.Template) && !before.Contains("Exception(", StringComparison.Ordinal))
                yield return found.Template;
        }
    }

    private static bool IsSentence(string text) =>
        text.Contains(' ', StringComparison.Ordinal) && text[^1] is '.' or '?'
        && (char.IsUpper(text[0]) || text[0] == '{');

    private static IEnumerable<(int Start, string Template)> Strings(string source)
    {
        for (var at = source.IndexOf('"', StringComparison.Ordinal); at >= 0 && at < source.Length;
            at = source.IndexOf('"', at))
        {
            if (source.AsSpan(at).StartsWith("\"\"\"", StringComparison.Ordinal))
            {
                at = source.IndexOf("\"\"\"", at + 3, StringComparison.Ordinal) + 3;
                continue;
            }

            if (at > 0 && source[at - 1] == '\'')
            {
                at += 1;
                continue;
            }

            var start = at;
            var template = Read(source, ref at, at > 0 && source[at - 1] == '$');
            yield return (start, template);
        }
    }

    // From the opening quotation mark to behind the closing one; what is put in becomes its number.
    private static string Read(string source, ref int at, bool filled)
    {
        var (text, holes) = (new StringBuilder(), 0);
        for (at++; source[at] != '"'; at++)
        {
            if (source[at] == '\\')
            {
                text.Append(source[++at]);
            }
            else if (filled && source[at] == '{' && source[at + 1] != '{')
            {
                text.Append('{').Append(holes++).Append('}');
                Skip(source, ref at);
            }
            else
            {
                text.Append(source[at]);
            }
        }

        at++;
        return text.ToString();
    }

    private static void Skip(string source, ref int at)
    {
        for (var depth = 0; ; at++)
        {
            if (source[at] == '{') depth++;
            if (source[at] == '}' && --depth == 0) return;
            if (source[at] != '"') continue;
            _ = Read(source, ref at, source[at - 1] == '$');
            at--;
        }
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
