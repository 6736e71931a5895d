using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>A row of a relation: a context whose entries, unlike those of a boxed one, do not see each other.</summary>
internal sealed record RowNode(ImmutableArray<string> Columns, ImmutableArray<Node> Cells) : ExtensionNode(0)
{
    public override int Depth { get; } = Over([.. Cells]);

    public override Compiled Compile(Samanvay.Feel.Evaluation.Compilation compilation)
    {
        var cells = Cells.Select(compilation.Expression).ToImmutableArray();
        return frame => FeelContext.Of(Columns.Zip(cells, (column, cell) => KeyValuePair.Create(column, cell(frame))));
    }
}
