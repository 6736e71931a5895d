using System.Collections.Immutable;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <summary>Finds the type of every part of an expression from the inside out, and what surely makes no
/// sense.</summary>
/// <remarks>A type says: a value of it, or null. What was reported is of any type, so that one mistake is said
/// once.</remarks>
internal sealed partial class TypeInference(FeelTyping typing)
{
    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();
    private TypeScope? _scope;

    public ImmutableArray<Diagnostic> Problems => _problems.ToImmutable();

    public FeelType Of(Node node) => node switch
    {
        LiteralNode literal => OfLiteral(literal.Value),
        NameNode name => Name(name),
        NegationNode negation => Negation(negation),
        BinaryNode binary => Binary(binary),
        BetweenNode between => Between(between),
        InNode @in => In(@in),
        InstanceOfNode instance => Boolean(Of(instance.Value)),
        IfNode @if => If(@if),
        ForNode @for => For(@for),
        QuantifiedNode quantified => Quantified(quantified),
        FilterNode filter => Filter(filter),
        PathNode path => Path(path),
        CallNode call => Call(call),
        FunctionNode function => Function(function),
        ListNode list => FeelType.ListOf(TypeRelation.Known(TypeRelation.Join(list.Items.Select(Of)))),
        ContextNode context => Context(context),
        RangeNode range => Range(range.Offset, Of(range.Start), Of(range.End)),
        ComparisonTestNode test => Range(test.Offset, Of(test.Endpoint), FeelType.Null),
        _ => FeelType.Any,
    };

    private static FeelType OfLiteral(FeelValue value) => value switch
    {
        FeelNull => FeelType.Null,
        FeelRange range => new FeelType.RangeType(
            TypeRelation.Known(TypeRelation.Join(OfLiteral(range.Start), OfLiteral(range.End)))),
        _ => FeelType.OfName(value.TypeName) ?? FeelType.Any,
    };

    private FeelType Name(NameNode node)
    {
        if (Known(node.Name) is { } known) return known;
        if (BuiltinTable.Find(node.Name) is not null) return FeelType.FunctionType.Unspecified;
        return Unknown(node, isCalled: false);
    }

    private FeelType? Known(string name) => _scope?.Find(name) ?? typing.Variables.GetValueOrDefault(name);

    private FeelType Unknown(NameNode node, bool isCalled)
    {
        if (typing.IsOpen || node.Name == NameNode.Input) return FeelType.Any;
        var names = Scopes().SelectMany(scope => scope.Names).Concat(typing.Variables.Keys)
            .Concat(BuiltinTable.Names);
        var hint = Hint(NameSuggestion.For(node.Name, names));
        return isCalled
            ? Report(node.Offset, ProblemCodes.UnknownFunction, $"There is no function '{node.Name}'. {hint}")
            : Report(node.Offset, ProblemCodes.UnknownName, $"There is nothing called '{node.Name}' here. {hint}");
    }

    private static Sentence Hint(string? close) => close is null ? "Check the name." : $"Did you mean '{close}'?";

    private IEnumerable<TypeScope> Scopes()
    {
        for (var scope = _scope; scope is not null; scope = scope.Parent) yield return scope;
    }

    private FeelType Path(PathNode node)
    {
        var source = Of(node.Source);
        if (PropertyTypes.Of(source, node.Member) is { } type) return type;
        var close = NameSuggestion.For(node.Member, PropertyTypes.Of(source).Select(part => part.Name));
        return Report(
            node.Offset, ProblemCodes.UnknownMember,
            $"A {TypeRelation.Plain(source).Name} has no '{node.Member}'. {Hint(close)}");
    }

    private T Within<T>(TypeScope scope, Func<T> infer)
    {
        var outside = _scope;
        _scope = scope;
        var result = infer();
        _scope = outside;
        return result;
    }

    private TypeScope Inside() => new(_scope);

    /// <summary>Boolean, whatever the parts were.</summary>
    private static FeelType Boolean(params ReadOnlySpan<FeelType> _) => FeelType.Boolean;

    private FeelType Report(int offset, string code, Sentence said)
    {
        _problems.Add(Diagnostic.Warning(code, said.Shortened(), new Location { Offset = offset }));
        return FeelType.Any;
    }
}
