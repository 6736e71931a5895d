using System.Collections.Immutable;
using System.Xml.Linq;
using NodaTime;
using Samanvay.Adapters.Text;
using Samanvay.Feel;

namespace Samanvay.Adapters.Cap;

/// <summary>How alerts name each other: <c>sender,identifier,sent</c> (CAP 1.2, section 3.2.1).</summary>
internal static class CapReferences
{
    private const string Clause = "CAP 1.2, section 3.2.1 (references)";

    /// <summary>The time is part of the name as an instant, so that another spelling of it names the same
    /// alert.</summary>
    public static EventKey KeyOf(string sender, string identifier, Instant sent) =>
        new(sender, $"{identifier},{Moment.Write(sent)}");

    public static ImmutableArray<EventKey> Read(XElement alert, Findings findings)
    {
        var element = alert.Element(alert.Name.Namespace + "references");
        var type = alert.Element(alert.Name.Namespace + "msgType")?.Value.Trim();
        if (element is null)
        {
            if (type is "Update" or "Cancel" or "Ack" or "Error")
            {
                findings.Refuse(
                    RefusalCodes.BadReference, Clause,
                    $"references is missing: {type} names the earlier alert that it is about.", alert);
            }

            return [];
        }

        var words = element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) Wrong(element, "is empty. Leave it out, or name the earlier alerts.", findings);
        var keys = ImmutableArray.CreateBuilder<EventKey>(words.Length);
        foreach (var word in words)
        {
            if (word.Split(',') is [{ Length: > 0 } sender, { Length: > 0 } identifier, var time]
                && Moment.Read(time) is { } sent)
            {
                keys.Add(KeyOf(sender, identifier, sent));
            }
            else
            {
                Wrong(element, "must be sender,identifier,sent for each alert, with blanks between them.", findings);
            }
        }

        return keys.ToImmutable();
    }

    private static void Wrong(XElement element, Sentence what, Findings findings) =>
        findings.Refuse(RefusalCodes.BadReference, Clause, $"references {what}", element);
}

/// <summary>Lists of words of which those with blanks stand in double quotes (addresses, incidents).</summary>
internal static class CapWords
{
    public static ImmutableArray<string> Read(string? text)
    {
        if (text is null) return [];
        var words = ImmutableArray.CreateBuilder<string>();
        var (start, isQuoted) = (0, false);
        for (var place = 0; place <= text.Length; place++)
        {
            var isEnd = place == text.Length || (char.IsWhiteSpace(text[place]) && !isQuoted);
            if (!isEnd && text[place] == '"') isQuoted = !isQuoted;
            if (!isEnd) continue;
            var word = text[start..place].Replace("\"", "", StringComparison.Ordinal);
            if (word.Length > 0) words.Add(word);
            start = place + 1;
        }

        return words.ToImmutable();
    }
}
