using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Samanvay.LongRuns.Kills.Tracing;

/// <summary>One call of the operating system, as <c>strace -f -y</c> writes it down.</summary>
/// <param name="Began">The line on which it began; lines are in the order of time.</param>
/// <param name="Ended">The line on which it was over.</param>
/// <param name="File">What it was about: a path, or what kind of socket.</param>
/// <param name="Data">What was written or read, one character for each byte.</param>
internal sealed record SystemCall(int Began, int Ended, int Process, string Name, string File, string Data)
{
    public bool IsSync => Name is "fsync" or "fdatasync";

    public bool IsWrite => Name is "write" or "pwrite64" or "sendto" or "sendmsg";

    public static List<SystemCall> Read(IEnumerable<string> lines)
    {
        var calls = new List<SystemCall>();
        var begun = new Dictionary<int, (int Line, string Text)>();
        foreach (var (line, number) in lines.Select((line, number) => (line, number)))
        {
            if (SystemCallText.Line().Match(line) is not { Success: true } match) continue;
            var process = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            var text = match.Groups[2].Value;
            if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                begun[process] = (number, text);
                continue;
            }
            var began = number;
            if (SystemCallText.Resumed().Match(text) is { Success: true } resumed)
            {
                if (!begun.Remove(process, out var first)) continue;
                began = first.Line;
                text = first.Text.Replace("<unfinished ...>", "", StringComparison.Ordinal)
                    + text[resumed.Length..];
            }
            if (Of(began, number, process, text) is { } call) calls.Add(call);
        }
        return [.. calls.OrderBy(call => call.Ended)];
    }

    private static SystemCall? Of(int began, int ended, int process, string text)
    {
        var hasFailed = text.Contains(" = -1 ", StringComparison.Ordinal);
        if (hasFailed || SystemCallText.Call().Match(text) is not { Success: true } match) return null;
        return new(
            began, ended, process, match.Groups["name"].Value, match.Groups["file"].Value,
            Unescaped(match.Groups["data"].Value));
    }

    private static string Unescaped(string text)
    {
        var bytes = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                bytes.Append(text[at]);
                continue;
            }
            var digits = text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '7') is var end and >= 0
                ? Math.Min(end, 3)
                : Math.Min(text.Length - at - 1, 3);
            bytes.Append(digits > 0
                ? (char)Convert.ToInt32(text.Substring(at + 1, digits), 8)
                : Meant(text[at + 1]));
            at += Math.Max(digits, 1);
        }
        return bytes.ToString();
    }

    private static char Meant(char escaped) => escaped switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'v' => '\v',
        'f' => '\f',
        _ => escaped,
    };
}

internal static partial class SystemCallText
{
    [GeneratedRegex(@"^(\d+)\s+(.*)$")]
    public static partial Regex Line();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    public static partial Regex Resumed();

    [GeneratedRegex("""^(?<name>\w+)\(\d+(<(?<file>.*?)>)?(,\s*"(?<data>(?:[^"\\]|\\.)*)")?""")]
    public static partial Regex Call();
}
