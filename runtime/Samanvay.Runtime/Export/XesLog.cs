using System.Globalization;
using System.Text;
using System.Xml;

namespace Samanvay.Runtime.Export;

/// <summary>
/// XES (IEEE 1849): a trace for each run of a procedure, with what was done in it. Where a token passes through a
/// gateway nothing is done, and no event stands for it.
/// </summary>
public sealed class XesLog : IEventLog
{
    private const string Namespace = "http://www.xes-standard.org/";

    private static readonly (string Name, string Prefix)[] Extensions =
        [("Concept", "concept"), ("Time", "time"), ("Organizational", "org"), ("Lifecycle", "lifecycle")];

    private readonly XmlWriter _xml;

    public XesLog(Stream stream)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true });
        _xml.WriteStartDocument();
        _xml.WriteStartElement("log", Namespace);
        _xml.WriteAttributeString("xes.version", "1849.2016");
        _xml.WriteAttributeString("xes.features", "");
        foreach (var (name, prefix) in Extensions)
            Empty("extension", ("name", name), ("prefix", prefix), ("uri", $"{Namespace}{prefix}.xesext"));
        Globals("trace", ("string", "concept:name", ""));
        Globals("event", ("string", "concept:name", ""), ("string", "lifecycle:transition", "complete"),
            ("date", "time:timestamp", LogText.Always));
        Empty("classifier", ("name", "Activity"), ("keys", "concept:name"));
        Empty("classifier", ("name", "Activity and transition"), ("keys", "concept:name lifecycle:transition"));
        Text("concept:name", "samanvay");
        Text("lifecycle:model", "standard");
    }

    public void Add(LoggedOperation operation)
    {
        var events = operation.Events.Where(logged => logged.Run is not null && Transition(logged) is not null)
            .ToLookup(logged => logged.Run);
        foreach (var run in operation.Objects.Where(part => part.Type == LogTypes.Run))
        {
            _xml.WriteStartElement("trace", Namespace);
            Text("concept:name", run.Id);
            Text("operation", operation.Key.Operation.ToString());
            Text("city", operation.Key.City.Value);
            Text("procedure", run["procedure"]);
            Text("procedure_name", run["name"]);
            Text("procedure_version", run["number"]);
            foreach (var logged in events[run.Id]) Write(logged);
            _xml.WriteEndElement();
        }
    }

    public void Complete(IEnumerable<LogObject> rest)
    {
        _xml.WriteEndElement();
        _xml.WriteEndDocument();
        _xml.Flush();
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>In the standard life of an activity; absent where no activity is meant.</summary>
    internal static string? Transition(LogEvent logged) => (logged.Type, logged.ElementType) switch
    {
        ("work-item-offered", _) => "schedule",
        ("work-item-acknowledged", _) => "start",
        ("work-item-declined", _) => "withdraw",
        ("work-item-reassigned", _) => "reassign",
        ("work-item-reported-unable", _) => "suspend",
        ("work-item-completed", _) => "complete",
        ("work-item-withdrawn", _) => "ate_abort",
        // Of a step that people do, its work item tells more.
        ("token-entered" or "token-left", null or "user-task") => null,
        ("token-entered" or "token-left", { } node) when node.EndsWith("-gateway", StringComparison.Ordinal) => null,
        // An event takes no time: it has happened when the token leaves.
        ("token-entered", { } node) when node.EndsWith("-event", StringComparison.Ordinal) => null,
        ("token-entered", _) => "start",
        ("token-left", _) => logged.Values.Any(value => value is { Name: "outcome", Value: "interrupted" })
            ? "ate_abort" : "complete",
        _ => null,
    };

    private void Write(LogEvent logged)
    {
        _xml.WriteStartElement("event", Namespace);
        Text("concept:name", logged.ElementName ?? logged.Element ?? logged.Type);
        Text("concept:instance", logged.Linked("step") ?? Token(logged));
        Text("lifecycle:transition", Transition(logged));
        Value("date", "time:timestamp", LogText.Of(logged.At));
        Text("org:resource", logged.Linked("by"));
        Text("org:role", logged.Linked("given-to") ?? logged.Linked("asked-of"));
        Text("org:group", logged.Linked("answered-by"));
        Text("element", logged.Element);
        Text("element_type", logged.ElementType);
        Text("fact", logged.Id);
        _xml.WriteEndElement();
    }

    private static string? Token(LogEvent logged) =>
        logged.Values.FirstOrDefault(value => value.Name == "token") is { Value: long token }
            ? string.Create(CultureInfo.InvariantCulture, $"{logged.Run}/token/{token}") : null;

    private void Globals(string scope, params (string Kind, string Key, string Value)[] attributes)
    {
        _xml.WriteStartElement("global", Namespace);
        _xml.WriteAttributeString("scope", scope);
        foreach (var (kind, key, value) in attributes) Value(kind, key, value);
        _xml.WriteEndElement();
    }

    private void Text(string key, string? text)
    {
        if (text is not null) Value("string", key, text);
    }

    private void Value(string kind, string key, string value) => Empty(kind, ("key", key), ("value", Readable(value)));

    private void Empty(string element, params (string Name, string Value)[] attributes)
    {
        _xml.WriteStartElement(element, Namespace);
        foreach (var (name, value) in attributes) _xml.WriteAttributeString(name, value);
        _xml.WriteEndElement();
    }

    // XML can not hold every character that a text can.
    private static string Readable(string text) => text.All(XmlConvert.IsXmlChar)
        ? text
        : string.Concat(text.EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
}
