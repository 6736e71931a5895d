using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>Reads every cell of a decision table.</summary>
internal sealed class TableTranslation(BoxedTranslation boxes, ItemTypes types)
{
    public TableNode Translate(DecisionTable table, FeelNames names) => new(
        table,
        [.. table.Inputs.Select(input => Input(input, names))],
        [.. table.Outputs.Select(output => Output(output, names))],
        [.. table.Rules.Select((rule, index) => Rule(table, index, names))]);

    private InputNode Input(InputClause input, FeelNames names) => new(
        TypedNode.Of(
            boxes.Text(input.Text, names, CellPlace.Column(input, "inputExpression")),
            types.Of(input.TypeRef, input.Id)),
        input.Values is { } values
            ? boxes.Tests(values, names, CellPlace.Column(input, "inputValues")) : null);

    private OutputNode Output(OutputClause output, FeelNames names) => new(
        output.Name ?? output.Label ?? "",
        types.Of(output.TypeRef, output.Id),
        output.Values is { } values && boxes.Tests(values, names, CellPlace.Column(output, "outputValues")) is { } read
            ? [.. read.Items.Select(item => new UnaryTestsNode(0, false, [item]))]
            : [],
        output.Default is { } value && !string.IsNullOrWhiteSpace(value)
            ? boxes.Text(value, names, CellPlace.Column(output, "defaultOutputEntry"))
            : null);

    private RuleNode Rule(DecisionTable table, int index, FeelNames names) => new(
        table.Rules[index].Id, index + 1,
        [
            .. table.Rules[index].Inputs.Select((text, column) => boxes.Tests(
                text, names.With(NameNode.Input), CellPlace.Input(table, index, column))),
        ],
        [
            .. table.Rules[index].Outputs.Select((text, column) => string.IsNullOrWhiteSpace(text)
                ? new LiteralNode(0, FeelValue.Null)
                : boxes.Text(text, names, CellPlace.Output(table, index, column))),
        ]);
}

/// <param name="Values">Null when every value is allowed.</param>
internal sealed record InputNode(Node Expression, UnaryTestsNode? Values);

/// <param name="Values">The allowed values in the order of their priority.</param>
internal sealed record OutputNode(string Name, FeelType Type, ImmutableArray<UnaryTestsNode> Values, Node? Default);

/// <param name="Tests">Null where a cell could not be read: the rule then never matches.</param>
internal sealed record RuleNode(
    string Id, int Number, ImmutableArray<UnaryTestsNode?> Tests, ImmutableArray<Node> Outputs);
