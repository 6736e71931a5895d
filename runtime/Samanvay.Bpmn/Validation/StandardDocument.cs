using System.Collections.Frozen;
using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>A BPMN file as the rules of the standard see it: the elements themselves, with all that is said of
/// them.</summary>
internal sealed class StandardDocument
{
    private readonly FrozenDictionary<string, XElement> _byId;
    private readonly string? _targetNamespace;

    public StandardDocument(XElement root)
    {
        Elements = [.. root.DescendantsAndSelf().Where(element => element.Name.Namespace == BpmnNames.Bpmn)];
        _targetNamespace = root.Text("targetNamespace");
        _byId = Elements.Where(element => element.Text("id") is { Length: > 0 })
            .DistinctBy(element => element.Text("id")).ToFrozenDictionary(element => element.Text("id")!);
    }

    /// <summary>Those of BPMN's namespace, the outermost first.</summary>
    public IReadOnlyList<XElement> Elements { get; }

    public IEnumerable<XElement> Named(params string[] kinds) =>
        Elements.Where(element => kinds.Contains(element.Name.LocalName));

    public XElement? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    /// <summary>Whether the reference leads to another file: its prefix stands for a namespace that is not this
    /// file's.</summary>
    public bool IsForeign(XElement element, string reference)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && element.GetNamespaceOfPrefix(reference[..colon].Trim()) is { } space
            && space.NamespaceName != _targetNamespace && space != BpmnNames.Bpmn;
    }

    /// <summary>The pool or process, and in it the sub-processes, in which the element stands.</summary>
    public static XElement? Process(XElement element) =>
        element.AncestorsAndSelf(BpmnNames.Bpmn + "process").FirstOrDefault();

    public static bool IsExecutable(XElement element) =>
        Process(element)?.Text("isExecutable")?.Trim() is "true" or "1";

    /// <summary>What people call it.</summary>
    public static string Label(XElement element) =>
        element.Text("name") is { Length: > 0 } name ? name : element.Text("id") ?? element.Name.LocalName;

    public static Diagnostic Error(string code, XElement element, Sentence message, string? field = null) =>
        Diagnostic.Error(code, message, element.Place(field));
}
