using System.Text.RegularExpressions;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Camunda;

/// <summary>Says the other engine's own words in ours, so that its models can be read: expressions, mappings of calls,
/// variables of events.</summary>
internal static partial class CamundaFile
{
    private static readonly XNamespace Vendor = "http://camunda.org/schema/1.0/bpmn";

    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static readonly XNamespace Sop = "urn:samanvay:sop:1";

    private static readonly HashSet<string> Expressions =
        ["conditionExpression", "completionCondition", "loopCardinality", "condition", "timeDuration", "timeDate",
            "timeCycle"];

    /// <param name="variables">Names of signals and messages may be made of them.</param>
    public static BpmnDefinitions Read(string text, FeelContext variables)
    {
        var document = XDocument.Parse(text);
        var root = document.Root!;
        root.SetAttributeValue("expressionLanguage", null);
        foreach (var process in root.Elements(Bpmn + "process")) process.SetAttributeValue("isExecutable", "true");
        foreach (var element in root.Descendants().Where(each => each.Name.Namespace == Bpmn).ToList())
            Translate(element, variables);
        var read = BpmnReader.Read(document.ToString());
        return read.Value is { } file && !read.HasErrors ? file
            : throw new CamundaFailure(string.Join(' ', read.Problems.Select(problem => problem.Message)));
    }

    /// <summary>An expression of the other language, in FEEL.</summary>
    public static string Feel(string text)
    {
        var body = Template().Match(text) is { Success: true } template && template.Value == text.Trim()
            ? template.Groups[1].Value
            : text;
        body = body.Replace("&&", " and ", StringComparison.Ordinal).Replace("||", " or ", StringComparison.Ordinal)
            .Replace("==", "=", StringComparison.Ordinal).Replace('\'', '"')
            .Replace("nrOf", "numberOf", StringComparison.Ordinal)
            .Replace("numberOfLoops", "nrOfLoops", StringComparison.Ordinal)
            .Replace("loopCounter", "(loopCounter - 1)", StringComparison.Ordinal);
        body = Concat().Replace(body, "$1 + $2");
        return Not().Replace(body.Trim(), "not($1)");
    }

    /// <summary>Puts values in the place of the expressions of a text.</summary>
    public static string Fill(string text, Func<string, string?> value) =>
        Template().Replace(text, match => value(match.Groups[1].Value.Trim()) ?? match.Value);

    private static void Translate(XElement element, FeelContext variables)
    {
        var name = element.Name.LocalName;
        if (Expressions.Contains(name)) element.Value = Feel(element.Value.Trim());
        element.SetAttributeValue("language", null);
        if (name is "signal" or "message" && (string?)element.Attribute("name") is { } text)
            element.SetAttributeValue("name", Fill(text, key => Named(key, variables)));
        if (name == "multiInstanceLoopCharacteristics") Loop(element);
        if (name == "receiveTask" && element.Attribute("messageRef") is null) Trigger(element);
        if (name == "scriptTask") Script(element);
        if (name == "callActivity") Call(element);
        if (name.EndsWith("EventDefinition", StringComparison.Ordinal)) Caught(element);
    }

    private static string? Named(string key, FeelContext variables)
    {
        if (key.StartsWith('\'')) return key.Trim('\'');
        return variables[key] is { IsNull: false } value ? value.ToString() : null;
    }

    private static void Loop(XElement loop)
    {
        foreach (var attribute in new[] { "collection", "elementVariable" })
            loop.SetAttributeValue(Sop + attribute, (string?)loop.Attribute(Vendor + attribute));
    }

    // There a receive task may wait for nothing but a push from outside.
    private static void Trigger(XElement task)
    {
        var id = $"push-{(string)task.Attribute("id")!}";
        task.Document!.Root!.AddFirst(new XElement(
            Bpmn + "message", new XAttribute("id", id), new XAttribute("name", id)));
        task.SetAttributeValue("messageRef", id);
    }

    private static void Script(XElement task)
    {
        var script = task.Element(Bpmn + "script")!.Value;
        var sums = script.Contains("\"sum\"", StringComparison.Ordinal);
        var added = script.Contains("sum + 1", StringComparison.Ordinal) ? "1" : "loopCounter - 1";
        task.SetAttributeValue("scriptFormat", "feel");
        task.Element(Bpmn + "script")!.Value = sums ? $"(if sum = null then 0 else sum) + {added}" : "null";
        if (sums) Extend(task, new XElement(Sop + "variable", new XAttribute("name", "sum")));
    }

    private static void Call(XElement call)
    {
        foreach (var mapping in call.Descendants(Vendor + "in").Concat(call.Descendants(Vendor + "out")).ToList())
        {
            if ((string?)mapping.Attribute("target") is not { } target) continue;
            var value = Source(mapping);
            var kind = mapping.Name.LocalName == "in" ? "input" : "output";
            Extend(call, new XElement(Sop + kind, new XAttribute("name", target), value));
        }
    }

    // An expression without its signs is a text.
    private static string Source(XElement mapping)
    {
        if ((string?)mapping.Attribute("source") is { } variable) return $"={variable}";
        var expression = (string)mapping.Attribute("sourceExpression")!;
        return Template().IsMatch(expression) ? $"={Feel(expression)}" : expression;
    }

    private static void Caught(XElement definition)
    {
        if ((string?)definition.Attribute("errorRef") is { } error) Declare(definition, "error", "errorCode", error);
        if (definition.Name.LocalName == "messageEventDefinition" && definition.Attribute("messageRef") is null)
        {
            definition.SetAttributeValue("messageRef", "unnamed");
            Declare(definition, "message", "name", "unnamed");
        }

        foreach (var (attribute, field) in new[]
        {
            ("escalationCodeVariable", "code"), ("errorCodeVariable", "code"), ("errorMessageVariable", "message"),
        })
        {
            if ((string?)definition.Attribute(Vendor + attribute) is { } variable)
            {
                Extend(definition.Parent!, new XElement(
                    Sop + "variable", new XAttribute("name", variable), $"={field}"));
            }
        }
    }

    // There a reference to an error may be the code itself, and a message need not be named.
    private static void Declare(XElement definition, string kind, string attribute, string id)
    {
        var root = definition.Document!.Root!;
        if (root.Elements(Bpmn + kind).Any(each => (string?)each.Attribute("id") == id)) return;
        root.AddFirst(new XElement(Bpmn + kind, new XAttribute("id", id), new XAttribute(attribute, id)));
    }

    private static void Extend(XElement element, XElement extension)
    {
        var extensions = element.Element(Bpmn + "extensionElements");
        if (extensions is null) element.AddFirst(extensions = new XElement(Bpmn + "extensionElements"));
        extensions.Add(extension);
    }

    [GeneratedRegex("[$#]\\{([^}]*)\\}")]
    private static partial Regex Template();

    [GeneratedRegex("^(?:!|not )(\\w+)$")]
    private static partial Regex Not();

    [GeneratedRegex("(\"[^\"]*\")\\.concat\\((\\w+)\\)")]
    private static partial Regex Concat();
}

/// <summary>A scenario did not go as it is written.</summary>
internal sealed class CamundaFailure(string message) : Exception(message);
