using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>DMN 1.5, 10.2: what is drawn in boxes means the same as FEEL text, so it becomes the same tree.</summary>
/// <param name="tableRead">Told of every decision table that was met, with the names that it sees.</param>
internal sealed class BoxedTranslation(
    ItemTypes types, ImmutableArray<Diagnostic>.Builder problems, Action<TableNode, FeelNames>? tableRead = null)
{
    // No written entry can have this name.
    private const string Result = "";

    public Node Translate(BoxedExpression? expression, FeelNames names, string elementId) => expression switch
    {
        null => Missing(elementId),
        FunctionDefinition function => Function(function, names),
        _ => TypedNode.Of(Untyped(expression, names), types.Of(expression.TypeRef, expression.Id)),
    };

    private Node Untyped(BoxedExpression expression, FeelNames names) => expression switch
    {
        LiteralExpression literal => Literal(literal, names),
        DecisionTable table => Table(table, names),
        BoxedContext context => Context(context, names),
        BoxedList list => new ListNode(0, [.. list.Items.Select(item => Translate(item, names, list.Id))]),
        Relation relation => Relation(relation, names),
        Invocation invocation => Invocation(invocation, names),
        Conditional conditional => new IfNode(
            0, Translate(conditional.If, names, conditional.Id), Translate(conditional.Then, names, conditional.Id),
            Translate(conditional.Else, names, conditional.Id)),
        BoxedFilter filter => new FilterNode(
            0, Translate(filter.In, names, filter.Id), Translate(filter.Match, names.With("item"), filter.Id)),
        Iterator iterator => Iterator(iterator, names),
        _ => throw new UnreachableException($"No translation of {expression.GetType().Name}."),
    };

    private Node Literal(LiteralExpression literal, FeelNames names) => string.IsNullOrWhiteSpace(literal.Text)
        ? Missing(literal.Id)
        : Written(literal.Text, names, problem => problem with
        {
            Location = problem.Location with { ElementId = literal.Id, Field = "text" },
        });

    private TableNode Table(DecisionTable table, FeelNames names)
    {
        var node = new TableTranslation(this, types).Translate(table, names);
        tableRead?.Invoke(node, names);
        return node;
    }

    public FunctionNode Function(FunctionDefinition function, FeelNames names)
    {
        if (function.IsExternal)
        {
            problems.Add(Diagnostic.Warning(
                ProblemCodes.NotRun, "This function is written in another language and is not run. Write it in FEEL.",
                Location.Element(function.Id)));
        }

        var parameters = function.Parameters
            .Select(parameter => new FeelParameter(parameter.Name, types.Of(parameter.TypeRef, function.Id)))
                .ToImmutableArray();
        var inner = names.With([.. function.Parameters.Select(parameter => parameter.Name)]);
        var body = function.IsExternal
            ? new LiteralNode(0, FeelValue.Null)
            : Translate(function.Body, inner, function.Id);
        return new(0, parameters, body, function.IsExternal);
    }

    public Node Text(string text, FeelNames names, CellPlace place) =>
        string.IsNullOrWhiteSpace(text) ? Missing(place.At.ElementId!) : Written(text, names, place.Tell);

    private Node Written(string text, FeelNames names, Func<Diagnostic, Diagnostic> tell)
    {
        var read = Parser.Expression(text, names);
        problems.AddRange(read.Problems.Select(tell));
        return read.Node ?? new UnreadableNode($"The expression '{Shown.Of(text)}' could not be read.");
    }

    public UnaryTestsNode? Tests(string text, FeelNames names, CellPlace place)
    {
        // Editors leave the cell empty where the standard has a dash.
        if (string.IsNullOrWhiteSpace(text)) return new(0, false, []);
        var read = Parser.UnaryTests(text, names);
        problems.AddRange(read.Problems.Select(place.Tell));
        return read.Node;
    }

    private UnreadableNode Missing(string elementId)
    {
        problems.Add(
            Diagnostic.Warning(
                ProblemCodes.MissingLogic, "Nothing is written here yet. Add the logic.", Location.Element(elementId)));
        return new("There is no logic to work with.");
    }

    private Node Context(BoxedContext context, FeelNames names)
    {
        var entries = ImmutableArray.CreateBuilder<ContextEntry>();
        foreach (var entry in context.Entries)
        {
            // A function may call itself.
            var visible = entry.Value is FunctionDefinition ? names.With(entry.Variable.Name) : names;
            var value = Translate(entry.Value, visible, context.Id);
            entries.Add(new(entry.Variable.Name, Typed(value, entry.Variable.TypeRef, context.Id), 0));
            names = names.With(entry.Variable.Name);
        }

        if (context.Result is null) return new ContextNode(0, entries.ToImmutable());
        entries.Add(new(Result, Translate(context.Result, names, context.Id), 0));
        return new PathNode(0, new ContextNode(0, entries.ToImmutable()), Result);
    }

    // A function keeps its node, by which it is known to be one; its own type says nothing about its result.
    private Node Typed(Node value, string? typeRef, string elementId) =>
        value is FunctionNode ? value : TypedNode.Of(value, types.Of(typeRef, elementId));

    private ListNode Relation(Relation relation, FeelNames names) => new(0,
    [
        .. relation.Rows.Select(row => (Node)new RowNode(
            relation.Columns, [.. row.Select(cell => Translate(cell, names, relation.Id))])),
    ]);

    private CallNode Invocation(Invocation invocation, FeelNames names)
    {
        var called = Translate(invocation.Called, names, invocation.Id);
        return new CallNode(0, called, [.. invocation.Bindings.Select(binding =>
            new Argument(binding.Variable.Name, Translate(binding.Value, names, invocation.Id)))]);
    }

    private Node Iterator(Iterator iterator, FeelNames names)
    {
        var inner = names.With(iterator.Variable, "partial");
        var body = Translate(iterator.Body, inner, iterator.Id);
        ImmutableArray<Iteration> iterations =
        [
            new(iterator.Variable, Translate(iterator.In, names, iterator.Id), null),
        ];
        return iterator.Kind == IteratorKind.For
            ? new ForNode(0, iterations, body)
            : new QuantifiedNode(0, iterator.Kind == IteratorKind.Every, iterations, body);
    }
}
