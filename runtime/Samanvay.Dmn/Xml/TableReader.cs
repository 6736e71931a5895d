using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Dmn.Xml;

/// <summary>Reads decision tables.</summary>
internal sealed class TableReader(XNamespace dmn, ImmutableArray<Diagnostic>.Builder problems)
{
    public DecisionTable Read(XElement element, string id)
    {
        var table = new DecisionTable(
            id, DefinitionsReader.TypeOf(element), Policy(element, id), Aggregation(element, id))
        {
            Inputs = [.. element.Elements(dmn + "input").Select(input => Input(input, id))],
            Outputs = [.. element.Elements(dmn + "output").Select(output => Output(output, id))],
            Rules = [.. element.Elements(dmn + "rule").Select((rule, index) => Rule(rule, $"{id}-rule-{index + 1}"))],
        };
        foreach (var (rule, index) in table.Rules.Select((rule, index) => (rule, index)))
        {
            if (rule.Inputs.Length == table.Inputs.Length && rule.Outputs.Length == table.Outputs.Length) continue;
            problems.Add(Diagnostic.Error(
                ProblemCodes.RuleShape,
                $"Rule {index + 1} does not have one cell for each column. Fill the missing cells.",
                DefinitionsReader.At(element, rule.Id)));
        }

        return table;
    }

    private InputClause Input(XElement element, string tableId)
    {
        var expression = element.Element(dmn + "inputExpression");
        return new(
            DefinitionsReader.Text(element, "id") ?? tableId, DefinitionsReader.Text(element, "label"),
            TextIn(expression) ?? "",
            DefinitionsReader.TypeOf(expression), TextIn(element.Element(dmn + "inputValues")));
    }

    private OutputClause Output(XElement element, string tableId) => new(
        DefinitionsReader.Text(element, "id") ?? tableId, DefinitionsReader.Text(element, "label"),
        DefinitionsReader.Text(element, "name") is null ? null : DefinitionsReader.Name(element),
        DefinitionsReader.TypeOf(element),
        TextIn(element.Element(dmn + "outputValues")), TextIn(element.Element(dmn + "defaultOutputEntry")));

    private Rule Rule(XElement element, string id) => new(
        DefinitionsReader.Text(element, "id") ?? id, Texts(element, "inputEntry"), Texts(element, "outputEntry"),
        Texts(element, "annotationEntry"));

    private ImmutableArray<string> Texts(XElement element, string name) =>
        [.. element.Elements(dmn + name).Select(entry => TextIn(entry) ?? "")];

    private string? TextIn(XElement? element) =>
        element?.Element(dmn + "text")?.Value
            ?? element?.Element(dmn + "literalExpression")?.Element(dmn + "text")?.Value;

    private HitPolicy Policy(XElement element, string id)
    {
        var written = DefinitionsReader.Text(element, "hitPolicy");
        switch (written)
        {
            case null or "" or "UNIQUE": return HitPolicy.Unique;
            case "FIRST": return HitPolicy.First;
            case "PRIORITY": return HitPolicy.Priority;
            case "ANY": return HitPolicy.Any;
            case "COLLECT": return HitPolicy.Collect;
            case "RULE ORDER": return HitPolicy.RuleOrder;
            case "OUTPUT ORDER": return HitPolicy.OutputOrder;
        }

        problems.Add(Diagnostic.Error(
            ProblemCodes.UnknownHitPolicy, $"There is no hit policy '{written}'. Choose for example UNIQUE or FIRST.",
            DefinitionsReader.At(element, id)));
        return HitPolicy.Unique;
    }

    private Aggregation Aggregation(XElement element, string id)
    {
        var written = DefinitionsReader.Text(element, "aggregation");
        switch (written)
        {
            case null or "": return Model.Aggregation.None;
            case "SUM": return Model.Aggregation.Sum;
            case "COUNT": return Model.Aggregation.Count;
            case "MIN": return Model.Aggregation.Min;
            case "MAX": return Model.Aggregation.Max;
        }

        problems.Add(Diagnostic.Error(
            ProblemCodes.UnknownHitPolicy, $"There is no aggregation '{written}'. Choose SUM, COUNT, MIN or MAX.",
            DefinitionsReader.At(element, id)));
        return Model.Aggregation.None;
    }
}
