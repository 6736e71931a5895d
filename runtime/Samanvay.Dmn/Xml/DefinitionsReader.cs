using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Xml;

/// <summary>Reads what stands directly in a model: types and the decision requirements graph.</summary>
internal sealed class DefinitionsReader(XNamespace dmn, ImmutableArray<Diagnostic>.Builder problems)
{
    private readonly ExpressionReader _expressions = new(dmn, problems);

    public Definitions Read(XElement root) => new(Text(root, "name") ?? "", Text(root, "namespace") ?? "")
    {
        Imports = Each(root, "import", import => new Import(
            Name(import), Text(import, "namespace") ?? "", Text(import, "importType") ?? "")),
        ItemDefinitions = Each(root, "itemDefinition", Item),
        Inputs = Each(
            root, "inputData", input => new InputData(Id(input), VariableName(input), TypeOf(Variable(input)))),
        Decisions = Each(root, "decision", Decision),
        KnowledgeModels = Each(root, "businessKnowledgeModel", Knowledge),
        Services = Each(root, "decisionService", Service),
    };

    private Decision Decision(XElement element) =>
        new(
            Id(element), VariableName(element), TypeOf(Variable(element)), _expressions.First(element, Id(element)),
            Requires(element))
        {
            TestRows = TestRowXml.Read(element, Id(element), problems),
        };

    private BusinessKnowledgeModel Knowledge(XElement element)
    {
        var logic = element.Element(dmn + "encapsulatedLogic");
        var function = logic is null ? null : _expressions.Function(logic, Id(element));
        return new(Id(element), VariableName(element), TypeOf(Variable(element)), function, Requires(element))
        {
            TestRows = TestRowXml.Read(element, Id(element), problems),
        };
    }

    private DecisionService Service(XElement element) =>
        new(Id(element), VariableName(element), TypeOf(Variable(element)))
    {
        OutputDecisions = Hrefs(element, "outputDecision"),
        EncapsulatedDecisions = Hrefs(element, "encapsulatedDecision"),
        InputDecisions = Hrefs(element, "inputDecision"),
        Inputs = Hrefs(element, "inputData"),
    };

    private ItemDefinition Item(XElement element)
    {
        var function = element.Element(dmn + "functionItem");
        return new(
            Name(element), TypeOf(element) ?? element.Element(dmn + "typeRef")?.Value.Trim(),
            Text(element, "isCollection")?.Trim() is "true" or "1",
            Tests(element, "allowedValues"), Tests(element, "typeConstraint"))
        {
            Components = Each(element, "itemComponent", Item),
            Function = function is null
                ? null
                : new(Each(function, "parameters", Parameter), Text(function, "outputTypeRef")),
        };
    }

    private static Parameter Parameter(XElement element) => new(Name(element), TypeOf(element));

    private string? Tests(XElement element, string name) => element.Element(dmn + name)?.Element(dmn + "text")?.Value;

    private ImmutableArray<string> Requires(XElement element) =>
    [
        .. element.Elements(dmn + "informationRequirement").Concat(element.Elements(dmn + "knowledgeRequirement"))
            .SelectMany(requirement => requirement.Elements())
            .Select(required => Text(required, "href")).OfType<string>(),
    ];

    private ImmutableArray<string> Hrefs(XElement element, string name) =>
        [.. element.Elements(dmn + name).Select(reference => Text(reference, "href")).OfType<string>()];

    private ImmutableArray<T> Each<T>(XElement parent, string name, Func<XElement, T> read) =>
        [.. parent.Elements(dmn + name).Select(read)];

    private XElement? Variable(XElement element) => element.Element(dmn + "variable");

    private string VariableName(XElement element) =>
        Variable(element) is { } variable && Text(variable, "name") is not null ? Name(variable) : Name(element);

    internal static string Name(XElement element) =>
        string.Join(' ', (Text(element, "name") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    internal static string Id(XElement element) => Text(element, "id") ?? Name(element);

    internal static string? Text(XElement element, string attribute) => element.Attribute(attribute)?.Value;

    internal static string? TypeOf(XElement? element) => element is null ? null : Text(element, "typeRef");

    internal static Location At(XElement element, string id)
    {
        IXmlLineInfo line = element;
        return new(ElementId: id, Line: line.LineNumber, Column: line.LinePosition);
    }
}
