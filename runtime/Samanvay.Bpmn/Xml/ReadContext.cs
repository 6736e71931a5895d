using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Xml;

/// <summary>One reading: what was found wrong, and what is needed to look things up. Born and dead inside the
/// reader.</summary>
internal sealed class ReadContext(XElement root)
{
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly HashSet<string> _madeUpIds = new(StringComparer.Ordinal);

    /// <summary>Event definitions that stand alone, for events that refer to them.</summary>
    public ILookup<string, XElement> SharedEventDefinitions { get; } = root.Elements()
        .Where(element => element.Name.LocalName.EndsWith("EventDefinition", StringComparison.Ordinal))
        .ToLookup(element => element.Text("id") ?? "", StringComparer.Ordinal);

    public ImmutableArray<Diagnostic> Problems => _problems.ToImmutable();

    public void Error(string code, XElement element, Sentence message, string? field = null) =>
        _problems.Add(Diagnostic.Error(code, message, element.Place(field)));

    public void Warning(string code, XElement element, Sentence message, string? field = null) =>
        _problems.Add(Diagnostic.Warning(code, message, element.Place(field)));

    /// <summary>The element's id; a missing one is reported, and replaced so that reading can go on.</summary>
    public string Id(XElement element)
    {
        if (element.Text("id") is { Length: > 0 } id) return id;
        Error("BPMN006", element,
            $"This {element.Name.LocalName} has no id. Give it one that stays the same from version to version.");
        return MadeUpId(element.Name.LocalName);
    }

    /// <summary>An id for an element that may go without one; the same file always gives the same id.</summary>
    public string MadeUpId(string stem)
    {
        var id = stem;
        for (var number = 2; !_madeUpIds.Add(id); number++)
            id = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number}");
        return id;
    }

    public bool Flag(XElement element, string attribute, bool otherwise)
    {
        switch (element.Text(attribute)?.Trim())
        {
            case null: return otherwise;
            case "true" or "1": return true;
            case "false" or "0": return false;
            default:
                Error("BPMN011", element, $"{attribute} must be true or false.", attribute);
                return otherwise;
        }
    }

    public int? Number(XElement element, string attribute)
    {
        if (element.Text(attribute) is not { } text) return null;
        if (XmlReading.ParseInt(text) is { } number) return number;
        Error("BPMN011", element, $"{attribute} must be a whole number, not \"{text}\".", attribute);
        return null;
    }

    /// <summary>One of a few words; the words are those of the standard, whose case is followed exactly.</summary>
    public T Choice<T>(XElement element, string attribute, T otherwise,
        params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (element.Text(attribute)?.Trim() is not { } text) return otherwise;
        foreach (var (word, value) in choices)
            if (word == text) return value;
        var words = new List<string>();
        foreach (var (word, _) in choices) words.Add(word);
        Error("BPMN011", element, $"{attribute} must be one of {string.Join(", ", words)}, not \"{text}\".", attribute);
        return otherwise;
    }
}
