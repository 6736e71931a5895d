using System.Collections.Immutable;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking;

/// <content>For, some, every, filters, contexts, functions and calls.</content>
internal sealed partial class TypeInference
{
    private FeelType For(ForNode node)
    {
        var scope = Inside().With("partial", FeelType.ListOf(FeelType.Any));
        return Within(scope, () => Over(node.Iterations, () =>
            FeelType.ListOf(TypeRelation.Known(Of(node.Body)))));
    }

    private FeelType Quantified(QuantifiedNode node) => Over(node.Iterations, () =>
    {
        Condition(node.Condition);
        return FeelType.Boolean;
    });

    private FeelType Over(ImmutableArray<Iteration> iterations, Func<FeelType> body)
    {
        if (iterations.IsEmpty) return body();
        var first = iterations[0];
        var item = Steps(first);
        return Within(Inside().With(first.Name, item), () => Over(iterations.RemoveAt(0), body));
    }

    private FeelType Steps(Iteration iteration)
    {
        var domain = TypeRelation.Plain(Of(iteration.Domain));
        if (iteration.Until is { } until) return Steps(iteration.Domain.Offset, domain, TypeRelation.Plain(Of(until)));
        return domain is FeelType.RangeType range
            ? Steps(iteration.Domain.Offset, range.End, range.End)
            : TypeRelation.ItemOf(domain);
    }

    private FeelType Steps(int offset, FeelType from, FeelType to)
    {
        var isPossible = new[] { FeelType.Number, FeelType.Date }.Any(
            step => TypeRelation.CanBe(from, step) && TypeRelation.CanBe(to, step));
        return isPossible
            ? TypeRelation.Known(TypeRelation.Join(from, to))
            : Report(offset, ProblemCodes.WrongType,
                $"From a {from.Name} to a {to.Name} there are no steps. Use whole numbers or dates.");
    }

    private FeelType Filter(FilterNode node)
    {
        var source = TypeRelation.Plain(Of(node.Source));
        var item = TypeRelation.Plain(TypeRelation.ItemOf(source));
        var list = TypeRelation.AsList(source);
        if (node.Condition is LiteralNode { Value: FeelNumber }) return item;
        var fields = (item as FeelType.ContextType)?.Fields;
        var isOpen = TypeRelation.IsUnknown(item) || fields is { IsEmpty: true };
        var scope = new TypeScope(_scope) { IsFilter = true, IsOpen = isOpen };
        scope.With("item", item);
        if (fields is not null) foreach (var (name, type) in fields) scope.With(name, type);
        var condition = TypeRelation.Plain(Within(scope, () => Of(node.Condition)));
        // A number that is missing is no position but a condition that nothing meets.
        if (condition == FeelType.Number) return typing.AssumesPositions ? item : FeelType.Any;
        if (condition == FeelType.Boolean) return list;
        return TypeRelation.IsUnknown(condition)
            ? FeelType.Any
            : Report(node.Offset, ProblemCodes.WrongType,
                $"A filter needs a position or a condition that is true or false, but this is a {condition.Name}.");
    }

    private FeelType Context(ContextNode node)
    {
        var scope = Inside();
        var types = ImmutableSortedDictionary.CreateBuilder<string, FeelType>(StringComparer.Ordinal);
        foreach (var entry in node.Entries)
        {
            // A function also sees itself.
            if (entry.Value is FunctionNode) scope.With(entry.Name, FeelType.FunctionType.Unspecified);
            var type = Within(scope, () => Of(entry.Value));
            scope.With(entry.Name, TypeRelation.Known(type));
            if (!types.TryAdd(entry.Name, TypeRelation.Known(type)))
            {
                return Report(entry.Offset, ProblemCodes.BadArguments,
                    $"Two entries of this context are called '{entry.Name}'. Rename one of them.");
            }
        }

        return new FeelType.ContextType(types.ToImmutable());
    }

    private FeelType.FunctionType Function(FunctionNode node)
    {
        var scope = Inside();
        foreach (var parameter in node.Parameters) scope.With(parameter.Name, parameter.Type);
        if (!node.IsExternal) Within(scope, () => Of(node.Body));
        return new([.. node.Parameters.Select(parameter => parameter.Type)], FeelType.Any);
    }

    private FeelType Call(CallNode node)
    {
        var given = node.Arguments.Select(argument => Of(argument.Value)).ToImmutableArray();
        var names = node.Arguments.Any(argument => argument.Name is not null)
            ? node.Arguments.Select(argument => argument.Name!).ToImmutableArray()
            : default;
        if (node.Function is NameNode name)
        {
            var known = Known(name.Name);
            // Of the variables only a function goes before the built-in one: "count(count)".
            var isBuiltin = known is not FeelType.FunctionType && _scope?.IsGiven(name.Name) != true;
            if (isBuiltin && BuiltinTable.Find(name.Name) is { } builtin)
                return Builtin(node.Offset, builtin, names, given);
            if (known is null) return Unknown(name, isCalled: true);
        }

        var function = TypeRelation.Plain(Of(node.Function));
        return function switch
        {
            FeelType.FunctionType { IsUnspecified: false } own => Own(node.Offset, own, names, given),
            FeelType.FunctionType => FeelType.Any,
            _ when TypeRelation.IsUnknown(function) => FeelType.Any,
            _ => Report(node.Offset, ProblemCodes.WrongType,
                $"This is a {function.Name}, which can not be called."),
        };
    }

    // A type of functions does not say what their parameters are called, so arguments by name are only counted.
    private FeelType Own(
        int offset, FeelType.FunctionType function, ImmutableArray<string> names, ImmutableArray<FeelType> given)
    {
        var fits = given.Length == function.Parameters.Length
            && (!names.IsDefault || given.Zip(function.Parameters).All(
                pair => TypeRelation.CanBecome(pair.First, pair.Second)));
        return fits
            ? function.Result
            : Report(offset, ProblemCodes.BadArguments, $"The function was not given what it needs: {function.Name}.");
    }

    private FeelType Builtin(
        int offset, BuiltinFunction builtin, ImmutableArray<string> names, ImmutableArray<FeelType> given)
    {
        if (builtin.Overloads.Any(form => BuiltinTypes.Fits(form, names, given)))
            return BuiltinTypes.Result(builtin.Name, names, given);
        var forms = string.Join(" or ", builtin.Overloads.Select(form => $"{builtin.Name}({form.Signature})"));
        // All of them, however many: they are what can be given.
        _problems.Add(Diagnostic.Warning(
            ProblemCodes.BadArguments, $"'{builtin.Name}' was not given what it needs: {forms}.",
            new Location { Offset = offset }));
        return FeelType.Any;
    }
}
