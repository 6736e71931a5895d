using System.Text;
using System.Text.RegularExpressions;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Designer;

/// <summary>
/// The sentences that the sources say to people, as the templates that a translation is found by: what the runtime
/// answers, and what is found wrong in a drawing, an expression, a decision or a playbook. Whoever writes a new one
/// need not remember to list it.
/// </summary>
internal static partial class SentenceSources
{
    private static readonly string Root = Path.Combine(SharedFolder.Repository, "runtime");

    private static readonly string[] SaidToPeople =
    [
        "Samanvay.Runtime/", "Samanvay.Adapters/",
        "Samanvay.Bpmn/Lint/", "Samanvay.Bpmn/Validation/", "Samanvay.Bpmn/Xml/",
        "Samanvay.Feel/Syntax/", "Samanvay.Feel/Evaluation/Compilation",
        "Samanvay.Dmn/Compilation/", "Samanvay.Dmn/Xml/", "Samanvay.Dmn/Analysis/", "Samanvay.Dmn/Testing/",
        "Samanvay.Engine/Compilation/", "Samanvay.Engine/Situations/", "Samanvay.Engine/Incidents/Procedure",
        "Samanvay.Engine/Incidents/LadderReader", "Samanvay.Engine/Migration/",
        "Samanvay.Server/Api/BoundedBody.cs", "Samanvay.Server/Api/Feeds/FeedMedia.cs",
        "Samanvay.Server/Api/Feeds/MessageRequest.cs",
    ];

    /// <summary>Said to administrators' logs and to programs, or when somebody has programmed wrongly.</summary>
    private static readonly string[] SaidElsewhere =
    [
        "Samanvay.Runtime/Audit/", "Samanvay.Runtime/Log.cs", "Samanvay.Runtime/RuntimeMetrics.cs",
        "Samanvay.Runtime/Services/", "Samanvay.Runtime/Intake/", "Samanvay.Runtime/Procedures/TryOut/",
        "Samanvay.Runtime/Playbooks/StoredPlaybook.cs", "Samanvay.Runtime/Playbooks/Package/PackageFiles.cs",
        "Samanvay.Adapters/Cap/CapSchema.cs", "Samanvay.Adapters/Measures/",
    ];

    public static IEnumerable<string> Templates() =>
        from file in Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where SaidToPeople.Any(said => path.StartsWith(said, StringComparison.Ordinal))
            && !SaidElsewhere.Any(elsewhere => path.StartsWith(elsewhere, StringComparison.Ordinal))
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
        && (char.IsLetter(text[0]) || text[0] is '{' or '"' or '\'');

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
            yield return (start, Whole(source, ref at));
        }
    }

    // Several strings with a plus between them are one sentence.
    private static string Whole(string source, ref int at)
    {
        var (text, holes) = (new StringBuilder(), 0);
        Read(source, ref at, text, ref holes);
        while (Joint().Match(source, at) is { Success: true } joint)
        {
            at += joint.Length;
            Read(source, ref at, text, ref holes);
        }

        return text.ToString();
    }

    // From the opening quotation mark to behind the closing one; what is put in becomes its number.
    private static void Read(string source, ref int at, StringBuilder text, ref int holes)
    {
        var filled = at > 0 && source[at - 1] == '$';
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
    }

    private static void Skip(string source, ref int at)
    {
        for (var depth = 0; ; at++)
        {
            if (source[at] == '{') depth++;
            if (source[at] == '}' && --depth == 0) return;
            if (source[at] != '"') continue;
            var inner = 0;
            Read(source, ref at, new StringBuilder(), ref inner);
            at--;
        }
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\G\s*\+\s*\$?(?="")")]
    private static partial Regex Joint();
}
