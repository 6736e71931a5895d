using System.Collections.Immutable;
using Samanvay.Dmn.Evaluation;
using Samanvay.Dmn.Model;
using Samanvay.Feel.Evaluation;

namespace Samanvay.Dmn.Compilation;

/// <summary>A decision table as a part of an expression.</summary>
internal sealed record TableNode(
    DecisionTable Table, ImmutableArray<InputNode> Inputs, ImmutableArray<OutputNode> Outputs,
    ImmutableArray<RuleNode> Rules)
    : ExtensionNode(0)
{
    public override int Depth { get; } = Over(
    [
        .. Inputs.Select(input => input.Expression), .. Rules.SelectMany(rule => rule.Tests),
        .. Rules.SelectMany(rule => rule.Outputs),
    ]) + 2;

    public override Compiled Compile(Samanvay.Feel.Evaluation.Compilation compilation)
    {
        var table = new CompiledTable(
            Table,

            [.. Inputs.Select((input, index) => Input(compilation, input, Table.Inputs[index]))],
            [.. Outputs.Select((output, index) => Output(compilation, output, index))],
            [.. Rules.Select(rule => Rule(compilation, rule))]);
        return table.Evaluate;
    }

    private static CompiledInput Input(
        Samanvay.Feel.Evaluation.Compilation compilation, InputNode input, InputClause column) => new(
        compilation.Placed(
            CellPlace.Column(column, "inputExpression").Tell, () => compilation.Expression(input.Expression)),
        input.Values is null ? null : compilation.Placed(
            CellPlace.Column(column, "inputValues").Tell, () => compilation.UnaryTests(input.Values)));

    private static CompiledOutput Output(
        Samanvay.Feel.Evaluation.Compilation compilation, OutputNode output, int index) => new(
        output.Name.Length > 0 ? output.Name : $"output {index + 1}",
        output.Type,
        [.. output.Values.Select(compilation.UnaryTests)],
        output.Default is null ? null : compilation.Expression(output.Default));

    private CompiledRule Rule(Samanvay.Feel.Evaluation.Compilation compilation, RuleNode rule)
    {
        var readable = rule.Tests.Length == Inputs.Length && rule.Outputs.Length == Outputs.Length
            && rule.Tests.All(test => test is not null);
        return new(
            rule.Id, rule.Number, readable,
            readable
                ? [.. rule.Tests.Select((test, column) => compilation.Placed(
                    CellPlace.Input(Table, rule.Number - 1, column).Tell, () => compilation.UnaryTests(test!)))]
                : [],
            [
                .. rule.Outputs.Select((output, column) => compilation.Placed(
                    CellPlace.Output(Table, rule.Number - 1, column).Tell, () => compilation.Expression(output))),
            ]);
    }
}
