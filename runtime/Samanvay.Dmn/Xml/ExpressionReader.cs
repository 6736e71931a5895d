using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Xml;

/// <summary>Reads the logic of a decision. An element without an id takes that of the one around it.</summary>
internal sealed class ExpressionReader(XNamespace dmn, ImmutableArray<Diagnostic>.Builder problems)
{
    private readonly TableReader _tables = new(dmn, problems);

    /// <summary>The expression directly inside; null when there is none.</summary>
    public BoxedExpression? First(XElement? parent, string parentId)
    {
        foreach (var element in parent?.Elements() ?? [])
        {
            if (element.Name.Namespace == dmn
                && Read(element, DefinitionsReader.Text(element, "id") ?? parentId) is { } expression)
            {
                return expression;
            }

        }

        return null;
    }

    public FunctionDefinition Function(XElement element, string parentId)
    {
        var id = DefinitionsReader.Text(element, "id") ?? parentId;
        var parameters = element.Elements(dmn + "formalParameter").Select(Parameter).ToImmutableArray();
        var isExternal = DefinitionsReader.Text(element, "kind") is not (null or "FEEL");
        return new(id, DefinitionsReader.TypeOf(element), parameters, First(element, id), isExternal);
    }

    private BoxedExpression? Read(XElement element, string id)
    {
        var type = DefinitionsReader.TypeOf(element);
        return element.Name.LocalName switch
        {
            "literalExpression" => new LiteralExpression(id, type, element.Element(dmn + "text")?.Value ?? ""),
            "decisionTable" => _tables.Read(element, id),
            "context" => Context(element, id),
            "list" => new BoxedList(id, type, Expressions(element, id)),
            "relation" => Relation(element, id),
            "invocation" =>
                new Invocation(
                    id, type, First(element, id),
                    [.. element.Elements(dmn + "binding").Select(binding => Binding(binding, id))]),
            "functionDefinition" => Function(element, id),
            "conditional" =>
                new Conditional(
                    id, type, Part(element, "if", id), Part(element, "then", id), Part(element, "else", id)),
            "filter" => new BoxedFilter(id, type, Part(element, "in", id), Part(element, "match", id)),
            "for" => Iterator(element, id, IteratorKind.For, "return"),
            "some" => Iterator(element, id, IteratorKind.Some, "satisfies"),
            "every" => Iterator(element, id, IteratorKind.Every, "satisfies"),
            _ => null,
        };
    }

    private BoxedContext Context(XElement element, string id)
    {
        var entries = ImmutableArray.CreateBuilder<BoxedEntry>();
        BoxedExpression? result = null;
        foreach (var entry in element.Elements(dmn + "contextEntry"))
        {
            var value = First(entry, id);
            if (entry.Element(dmn + "variable") is { } variable) entries.Add(new(Parameter(variable), value));
            else result = value;
        }

        return new(id, DefinitionsReader.TypeOf(element), entries.ToImmutable(), result);
    }

    private Relation Relation(XElement element, string id) => new(
        id, DefinitionsReader.TypeOf(element),
        [.. element.Elements(dmn + "column").Select(DefinitionsReader.Name)],
        [.. element.Elements(dmn + "row").Select(row => Expressions(row, id))]);

    private BoxedEntry Binding(XElement element, string id)
    {
        var parameter = element.Element(dmn + "parameter");
        return new(parameter is null ? new("", null) : Parameter(parameter), First(element, id));
    }

    private Iterator Iterator(XElement element, string id, IteratorKind kind, string body) =>
        new(id, DefinitionsReader.TypeOf(element), kind, DefinitionsReader.Text(element, "iteratorVariable") ?? "")
        {
            In = Part(element, "in", id),
            Body = Part(element, body, id),
        };

    private BoxedExpression? Part(XElement element, string name, string id) => First(element.Element(dmn + name), id);

    private ImmutableArray<BoxedExpression> Expressions(XElement parent, string id) =>
    [
        .. parent.Elements().Where(element => element.Name.Namespace == dmn)
            .Select(element => Read(element, DefinitionsReader.Text(element, "id") ?? id)).OfType<BoxedExpression>(),
    ];

    private static Parameter Parameter(XElement element) =>
        new(DefinitionsReader.Name(element), DefinitionsReader.TypeOf(element));
}
