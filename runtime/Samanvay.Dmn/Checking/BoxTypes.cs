using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Checking;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Checking;

/// <summary>Finds the type of what is drawn in boxes, and reports what does not fit at the cell where it is
/// written.</summary>
internal sealed class BoxTypes(string owner, ItemTypes types, ImmutableArray<Diagnostic>.Builder problems)
{
    // Names and grammar are reported where the model is compiled.
    private static readonly ImmutableArray<string> OfTypes = ["FEEL008", "FEEL010", "FEEL011"];

    public FeelType Of(BoxedExpression? expression, FeelTyping typing)
    {
        var inferred = expression switch
        {
            null => FeelType.Any,
            LiteralExpression literal => Text(
                literal.Text, types.OrAny(literal.TypeRef), typing,
                problem => problem with { Location = Location.Element(literal.Id, "text") }),
            DecisionTable table => Table(table, typing),
            BoxedContext context => Context(context, typing),
            BoxedList list => FeelType.ListOf(
                TypeRelation.Known(TypeRelation.Join(list.Items.Select(item => Of(item, typing))))),
            Relation relation => Rows(relation, typing),
            Conditional conditional => Conditional(conditional, typing),
            BoxedFilter filter => Filter(filter, typing),
            Iterator iterator => Iterator(iterator, typing),
            Invocation invocation => Invocation(invocation, typing),
            FunctionDefinition function => Function(function, typing),
            _ => FeelType.Any,
        };
        return types.OrAny(expression?.TypeRef) is var declared && declared != FeelType.Any ? declared : inferred;
    }

    private FeelType Text(string text, FeelType wanted, FeelTyping typing, Func<Diagnostic, Diagnostic> tell)
    {
        if (string.IsNullOrWhiteSpace(text)) return FeelType.Any;
        var check = FeelChecker.Expression(text, wanted, typing);
        Report(check.Problems, tell);
        return check.Type;
    }

    private void Report(ImmutableArray<Diagnostic> found, Func<Diagnostic, Diagnostic> tell)
    {
        foreach (var problem in found.Where(problem => OfTypes.Contains(problem.Code)))
        {
            var told = tell(problem);
            problems.Add(told with
            {
                Said = $"{Shown.Of(owner)}: {told.Said}",
                Location = told.Location with { Offset = problem.Location.Offset },
            });
        }
    }

    private FeelType Table(DecisionTable table, FeelTyping typing)
    {
        var inputs = table.Inputs.Select(input => Input(input, typing)).ToImmutableArray();
        var outputs = table.Outputs.Select(output => types.OrAny(output.TypeRef)).ToImmutableArray();
        foreach (var (rule, index) in table.Rules.Select((rule, index) => (rule, index)))
        {
            foreach (var (cell, column) in rule.Inputs.Select((cell, column) => (cell, column)))
            {
                if (column >= inputs.Length || string.IsNullOrWhiteSpace(cell)) continue;
                var place = CellPlace.Input(table, index, column);
                Report(FeelChecker.UnaryTests(cell, inputs[column], typing), place.Tell);
            }

            foreach (var (cell, column) in rule.Outputs.Select((cell, column) => (cell, column)))
            {
                if (column >= outputs.Length) continue;
                Text(cell, outputs[column], typing, CellPlace.Output(table, index, column).Tell);
            }
        }

        return Result(table, outputs);
    }

    private FeelType Input(InputClause input, FeelTyping typing)
    {
        var declared = types.OrAny(input.TypeRef);
        var type = Text(input.Text, declared, typing, CellPlace.Column(input, "inputExpression").Tell);
        return declared == FeelType.Any ? type : declared;
    }

    private static FeelType Result(DecisionTable table, ImmutableArray<FeelType> outputs)
    {
        if (table.Aggregation == Aggregation.Count) return FeelType.Number;
        var one = outputs.Length == 1
            ? outputs[0]
            : FeelType.ContextOf(table.Outputs.Zip(outputs).Where(pair => pair.First.Name is not null)
                .DistinctBy(pair => pair.First.Name)
                .Select(pair => KeyValuePair.Create(pair.First.Name!, pair.Second)));
        var isList = table.HitPolicy is HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder
            && table.Aggregation == Aggregation.None;
        return isList ? FeelType.ListOf(one) : one;
    }

    private FeelType Context(BoxedContext context, FeelTyping typing)
    {
        var entries = new List<KeyValuePair<string, FeelType>>();
        foreach (var entry in context.Entries)
        {
            var (name, declared) = (entry.Variable.Name, types.OrAny(entry.Variable.TypeRef));
            // A function may call itself.
            var visible = entry.Value is FunctionDefinition
                ? typing.With(name, FeelType.FunctionType.Unspecified)
                : typing;
            var type = Of(entry.Value, visible);
            if (entry.Value is not FunctionDefinition && declared != FeelType.Any) type = declared;
            typing = typing.With(name, TypeRelation.Known(type));
            entries.Add(new(name, TypeRelation.Known(type)));
        }

        return context.Result is { } result
            ? Of(result, typing)
            : FeelType.ContextOf(entries.DistinctBy(entry => entry.Key));
    }

    private FeelType Rows(Relation relation, FeelTyping typing)
    {
        var rows = relation.Rows.Select(
            row => row.Select(cell => TypeRelation.Known(Of(cell, typing))).ToImmutableArray()).ToImmutableArray();
        return FeelType.ListOf(FeelType.ContextOf(relation.Columns.Distinct().Select((name, column) =>
            KeyValuePair.Create(name, TypeRelation.Known(TypeRelation.Join(
                rows.Where(row => column < row.Length).Select(row => row[column])))))));
    }

    private FeelType Conditional(Conditional conditional, FeelTyping typing)
    {
        Of(conditional.If, typing);
        return TypeRelation.Join(Of(conditional.Then, typing), Of(conditional.Else, typing));
    }

    private FeelType Filter(BoxedFilter filter, FeelTyping typing)
    {
        var source = Of(filter.In, typing);
        var item = TypeRelation.Plain(TypeRelation.ItemOf(source));
        var inside = typing.With("item", item) with { IsOpen = true };
        foreach (var (name, type) in PropertyTypes.Of(item)) inside = inside.With(name, type);
        var match = Of(filter.Match, inside);
        return match == FeelType.Boolean ? TypeRelation.AsList(source) : FeelType.Any;
    }

    private FeelType Iterator(Iterator iterator, FeelTyping typing)
    {
        var domain = TypeRelation.Plain(Of(iterator.In, typing));
        var item = domain is FeelType.RangeType range ? range.End : TypeRelation.ItemOf(domain);
        var body = Of(iterator.Body, typing.With(iterator.Variable, item).With("partial", FeelType.Any));
        return iterator.Kind == IteratorKind.For ? FeelType.ListOf(TypeRelation.Known(body)) : FeelType.Boolean;
    }

    private FeelType Invocation(Invocation invocation, FeelTyping typing)
    {
        foreach (var binding in invocation.Bindings) Of(binding.Value, typing);
        return FeelType.Any;
    }

    private FeelType.FunctionType Function(FunctionDefinition function, FeelTyping typing)
    {
        foreach (var parameter in function.Parameters)
            typing = typing.With(parameter.Name, types.OrAny(parameter.TypeRef));
        if (!function.IsExternal) Of(function.Body, typing);
        return FeelType.FunctionType.Unspecified;
    }
}
