using System.Collections.Immutable;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <content>For, some, every, filters, paths, lists and contexts.</content>
internal sealed partial class Compilation
{
    private const string Partial = "partial";
    private const string Item = "item";

    private Compiled For(ForNode node)
    {
        var scope = Scope(Partial);
        var (iterations, body) = Within(scope, () => Iterations(node.Offset, node.Iterations, node.Body));
        var usesPartial = scope.IsUsed(Partial);
        return frame =>
        {
            var results = ImmutableArray.CreateBuilder<FeelValue>();
            var outer = frame.Inside(FeelList.Empty);
            var end = new IterationRun(iterations, Collect).Start(outer);
            return end == IterationEnd.Complete ? new FeelList(results.ToImmutable()) : FeelValue.Null;

            bool Collect(Frame inner)
            {
                if (usesPartial)
                {
                    frame.Evaluation.Items(results.Count);
                    outer.Slots[0] = new FeelList(results.ToImmutable());
                }

                results.Add(body(inner));
                frame.Evaluation.Count(results.Count);
                return true;
            }
        };
    }

    // DMN 1.5, table 49: "some" is an "or" over all the conditions, "every" an "and".
    private Compiled Quantified(QuantifiedNode node)
    {
        var (iterations, condition) = Iterations(node.Offset, node.Iterations, node.Condition);
        return frame =>
        {
            FeelValue result = FeelValue.Of(node.IsEvery);
            var end = new IterationRun(iterations, Ask).Start(frame);
            return end == IterationEnd.Invalid ? FeelValue.Null : result;

            bool Ask(Frame inner)
            {
                var answer = condition(inner);
                if (answer is FeelBoolean boolean)
                {
                    if (boolean.Value == node.IsEvery) return true;
                    result = boolean;
                    return false;
                }

                // Something that is no condition at all spoils the whole; a missing value only leaves it open.
                result = frame.Evaluation.Nothing(
                    WarningCodes.WrongType, "The condition is neither true nor false.", node.Offset);
                return answer.IsNull;
            }
        };
    }

    private (ImmutableArray<CompiledIteration> Iterations, Compiled Body) Iterations(
        int offset, ImmutableArray<Iteration> iterations, Node body)
    {
        if (iterations.IsEmpty) return ([], Expression(body));
        var first = iterations[0];
        var domain = Expression(first.Domain);
        var until = first.Until is null ? null : Expression(first.Until);
        var (rest, inner) = Within(Scope(first.Name), () => Iterations(offset, iterations.RemoveAt(0), body));
        return (rest.Insert(0, new(domain, until, offset)), inner);
    }

    private Compiled Filter(FilterNode node)
    {
        var source = Expression(node.Source);
        if (node.Condition is LiteralNode { Value: FeelNumber position })
            return frame => Selection.At(new(frame.Evaluation, node.Offset), Selection.AsList(source(frame)), position);
        var condition = Within(new NameScope(_scope, [Item], isItem: true), () => Expression(node.Condition));
        return frame =>
            Selection.Where(new(frame.Evaluation, node.Offset), Selection.AsList(source(frame)), frame, condition);
    }

    private Compiled Path(PathNode node)
    {
        var source = Expression(node.Source);
        return frame =>
        {
            frame.Evaluation.Step();
            return Properties.Read(new(frame.Evaluation, node.Offset), source(frame), node.Member);
        };
    }

    private Compiled List(ListNode node)
    {
        var items = node.Items.Select(Expression).ToImmutableArray();
        return frame =>
        {
            frame.Evaluation.Items(items.Length);
            var values = ImmutableArray.CreateBuilder<FeelValue>(items.Length);
            foreach (var item in items) values.Add(item(frame));
            return new FeelList(values.MoveToImmutable());
        };
    }

    // DMN 1.5, 10.3.2.6: an entry sees the entries before it; two entries of one name make no context.
    private Compiled Context(ContextNode node)
    {
        var names = node.Entries.Select(entry => entry.Name).ToImmutableArray();
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            return frame =>
                frame.Evaluation.Nothing(
                    WarningCodes.WrongArguments, "Two entries of this context have the same name.", node.Offset);
        }

        var scope = new NameScope(_scope, names) { Visible = 0 };
        var values = Within(
            scope, () => node.Entries.Select(entry => ContextEntryValue(scope, entry)).ToImmutableArray());
        return frame =>
        {
            frame.Evaluation.Items(values.Length);
            var inner = frame.Inside(new FeelValue[values.Length]);
            var entries = new KeyValuePair<string, FeelValue>[values.Length];
            for (var index = 0; index < values.Length; index++)
            {
                inner.Slots[index] = values[index](inner);
                entries[index] = new(names[index], inner.Slots[index]);
            }

            return FeelContext.Of(entries);
        };
    }

    private Compiled ContextEntryValue(NameScope scope, ContextEntry entry)
    {
        // A function also sees itself, for it is called only when it is there.
        if (entry.Value is FunctionNode) scope.Visible++;
        var value = Expression(entry.Value);
        if (entry.Value is not FunctionNode) scope.Visible++;
        return value;
    }
}
