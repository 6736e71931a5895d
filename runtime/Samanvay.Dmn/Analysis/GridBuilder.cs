using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;
using Samanvay.Dmn.Evaluation;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using FeelCompilation = Samanvay.Feel.Evaluation.Compilation;

namespace Samanvay.Dmn.Analysis;

/// <summary>Finds out what a table asks about and cuts it.</summary>
internal sealed class GridBuilder(ReadTable read)
{
    private readonly ImmutableArray<RuleNode> _rules =
    [
        .. read.Node.Rules.Where(rule => rule.Tests.Length == read.Node.Inputs.Length
            && rule.Outputs.Length == read.Node.Outputs.Length && rule.Tests.All(test => test is not null)
            && rule.Outputs.All(IsRead)),
    ];

    public Grid Build()
    {
        var cutting = new ColumnCutting(read, _rules);
        var asked = read.Node.Inputs
            .Select((input, column) => (Column: column, Key: KeyOf(input, column)))
            .GroupBy(input => input.Key, input => input.Column, StringComparer.Ordinal).ToImmutableArray();
        ImmutableArray<Dimension> dimensions = [.. asked.Select(group => cutting.Cut([.. group]))];
        return new(read, _rules, dimensions, cutting.Opaque)
        {
            AreIndependent = AreIndependent([.. asked.Select(group => read.Node.Inputs[group.First()])]),
            AreDomainsKnown = cutting.AreDomainsKnown,
            IsWhole = _rules.Length == read.Node.Rules.Length && AreColumnsRead(),
            IsTooFine = cutting.IsTooFine,
        };
    }

    /// <summary>The expression without the conversion to its declared type.</summary>
    public static Node Untyped(Node node) => node is TypedNode typed ? Untyped(typed.Value) : node;

    private static bool IsRead(Node node) => Untyped(node) is not UnreadableNode;

    private bool AreColumnsRead() => read.Node.Inputs.Zip(read.Node.Table.Inputs).All(column =>
        IsRead(column.First.Expression) && (column.Second.Values is null || column.First.Values is not null));

    private static string KeyOf(InputNode input, int column) =>
        Untyped(input.Expression) is { } node and not ExtensionNode ? Printer.Print(node) : $"#{column}";

    // Inputs, and different parts of one, vary by themselves; what is calculated from them does not.
    private bool AreIndependent(ImmutableArray<InputNode> inputs)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var calculated = new List<string>();
        foreach (var node in inputs.Select(input => Untyped(input.Expression)))
        {
            var names = NamesIn(node);
            if (IsPath(node) && !names.Any(IsDecided)) used.UnionWith(names);
            else calculated.AddRange(names.SelectMany(SourcesOf).Distinct(StringComparer.Ordinal));
        }

        return calculated.Count == calculated.Distinct(StringComparer.Ordinal).Count()
            && !calculated.Any(used.Contains);
    }

    private bool IsDecided(string name) => Required(name) is CompiledLogic;

    private CompiledElement? Required(string name) =>
        read.Requirements.FirstOrDefault(requirement => requirement.Name == name)?.Element;

    // A decision comes from the inputs that it needs.
    private ImmutableSortedSet<string> SourcesOf(string name) =>
        Required(name) is CompiledLogic logic ? DecisionModel.InputsOf(logic).Add(name) : [name];

    private static bool IsPath(Node node) => node is NameNode || node is PathNode path && IsPath(path.Source);

    private ImmutableSortedSet<string> NamesIn(Node node)
    {
        var compilation = new FeelCompilation(read.Names);
        compilation.Expression(node);
        return compilation.FreeNames;
    }
}
