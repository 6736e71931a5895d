using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>Turns a tree into delegates, once: names become places, operators become calls.</summary>
internal sealed partial class Compilation(FeelNames? names)
{
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableSortedSet<string>.Builder _freeNames = ImmutableSortedSet.CreateBuilder<string>(
        StringComparer.Ordinal);
    private readonly ImmutableSortedSet<string>.Builder _neededNames = ImmutableSortedSet.CreateBuilder<string>(
        StringComparer.Ordinal);
    private NameScope? _scope;
    private Func<Diagnostic, Diagnostic>? _placed;

    public ImmutableArray<Diagnostic> Problems => _problems.ToImmutable();

    public ImmutableSortedSet<string> FreeNames => _freeNames.ToImmutable();

    /// <summary>Those that no item of a filter can have.</summary>
    public ImmutableSortedSet<string> NeededNames => _neededNames.ToImmutable();

    public Compiled Expression(Node node) => node switch
    {
        LiteralNode literal => Literal(literal.Value),
        NameNode name => Name(name),
        NegationNode negation => Negation(negation),
        BinaryNode binary => Binary(binary),
        BetweenNode between => Between(between),
        InNode @in => In(@in),
        InstanceOfNode instance => InstanceOf(instance),
        IfNode @if => If(@if),
        ForNode @for => For(@for),
        QuantifiedNode quantified => Quantified(quantified),
        FilterNode filter => Filter(filter),
        PathNode path => Path(path),
        CallNode call => Call(call),
        FunctionNode function => Function(function),
        ListNode list => List(list),
        ContextNode context => Context(context),
        RangeNode range => Range(range),
        ComparisonTestNode test => OpenRange(test),
        ExtensionNode extension => extension.Compile(this),
        _ => throw new UnreachableException($"No compilation of {node.GetType().Name}."),
    };

    /// <summary>
    /// Compiles <paramref name="compile"/> one level deeper; at run time it needs a frame inside the present one.
    /// </summary>
    public T Within<T>(NameScope scope, Func<T> compile)
    {
        var outside = _scope;
        _scope = scope;
        var result = compile();
        _scope = outside;
        return result;
    }

    /// <summary>What is found while compiling a part is told with the place that only its owner knows.</summary>
    public T Placed<T>(Func<Diagnostic, Diagnostic> placed, Func<T> compile)
    {
        var outside = _placed;
        _placed = placed;
        var result = compile();
        _placed = outside;
        return result;
    }

    public NameScope Scope(params ImmutableArray<string> given) => new(_scope, given);

    private static Compiled Literal(FeelValue value) => _ => value;

    private Compiled Name(NameNode node) => Local(node.Name) ?? Variable(node);

    private Compiled? Local(string name)
    {
        var items = new List<int>();
        Compiled? found = null;
        var level = 0;
        for (var scope = _scope; scope is not null && found is null; scope = scope.Parent, level++)
        {
            if (scope.IndexOf(name) is >= 0 and var index) found = NameScope.Slot(level, index);
            // DMN 1.5, 10.3.2.5: an entry of the item goes before "item" itself, should it have that name.
            if (scope.IsItem) items.Add(level);
        }

        if (found is null) return null;
        return Through(items, name, found);
    }

    private static Compiled Through(List<int> items, string name, Compiled outside)
    {
        for (var index = items.Count - 1; index >= 0; index--) outside = NameScope.Entry(items[index], name, outside);
        return outside;
    }

    private List<int> ItemLevels()
    {
        var items = new List<int>();
        var level = 0;
        for (var scope = _scope; scope is not null; scope = scope.Parent, level++)
        {
            if (scope.IsItem) items.Add(level);
        }

        return items;
    }

    private Compiled Variable(NameNode node)
    {
        var (name, offset) = (node.Name, node.Offset);
        var builtin = BuiltinTable.Find(name);
        var items = ItemLevels();
        if (builtin is null)
        {
            _freeNames.Add(name);
            if (items.Count == 0) ReportNeeded(node);
        }

        return Through(items, name, Outside);

        FeelValue Outside(Frame frame)
        {
            frame.Evaluation.Step();
            if (frame.Evaluation.Variables.TryGet(name, out var value)) return value;
            return builtin?.AsValue
                ?? frame.Evaluation.Nothing(
                    WarningCodes.UnknownName, $"There is nothing called '{name}' here.", offset);
        }
    }

    private void Report(string code, Sentence said, int offset)
    {
        var problem = Diagnostic.Warning(code, said.Shortened(), new Location { Offset = offset });
        _problems.Add(_placed is null ? problem : _placed(problem));
    }

    private void ReportNeeded(NameNode node)
    {
        _neededNames.Add(node.Name);
        if (names is null || names.Variables.Contains(node.Name)) return;
        var close = NameSuggestion.For(node.Name, names.Variables.Concat(BuiltinTable.Names));
        Sentence hint = close is null ? "Check the name." : $"Did you mean '{close}'?";
        Report(ProblemCodes.UnknownName, $"There is nothing called '{node.Name}' here. {hint}", node.Offset);
    }
}
