using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 75: making lists out of lists. Positions count from 1, or from the end with -1.</summary>
internal static class ListFunctions
{
    public static readonly BuiltinForm[] All =
    [
        new(
            "list contains", "list: list, element: any",
            call => FeelValue.Of(IndexOf(call, call.List(0), call[1], 0) >= 0)),
        new("count", "list...: list", call => FeelValue.Of((long)call.List(0).Count)),
        new("sublist", "list: list, start position: number, length?: number", Sublist),
        new("append", "list: list, item...: any", Append),
        new("concatenate", "list...: any", call => Concatenated(call, [.. call.List(0)])),
        new("insert before", "list: list, position: number, newItem: any", InsertBefore),
        new("remove", "list: list, position: number", Remove),
        new("list replace", "list: list, position: number, newItem: any", ReplaceAt),
        new("list replace", "list: list, match: function, newItem: any", ReplaceWhere),
        new("reverse", "list: list", call => new FeelList([.. call.List(0).Reverse()])),
        new("index of", "list: list, match: any", IndexesOf),
        new(
            "union", "list...: any",
            call => Concatenated(call, [.. call.List(0)]) is FeelList joined ? Distinct(call, joined) : FeelValue.Null),
        new("distinct values", "list: list", call => Distinct(call, call.List(0))),
        new("flatten", "list: list", Flatten),
        new("sort", "list: list, precedes?: function", call => ListSorting.Sort(call)),
    ];

    private static FeelValue Sublist(BuiltinCall call)
    {
        var list = call.List(0);
        if (Place(call, list.Count) is not { } start)
            return call.Nothing($"the list has {list.Count} items; the start position is beyond them.");
        var length = list.Count - start;
        if (call.Has(2))
        {
            if (call.Truncated(2) is not { } wanted || wanted < 1 || wanted > length)
                return call.Nothing("the list is not long enough.");
            length = wanted;
        }

        call.Evaluation.Items(length);
        return new FeelList(list.Items.Slice(start, length));
    }

    private static FeelList Append(BuiltinCall call)
    {
        var items = call.List(1);
        call.Evaluation.Items(call.List(0).Count + items.Count);
        return new(call.List(0).Items.AddRange(items.Items));
    }

    private static FeelValue Concatenated(BuiltinCall call, ImmutableArray<FeelValue> lists)
    {
        var builder = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in lists)
        {
            if (item.IsNull) return call.Nothing("one of the lists is missing.");
            var list = Selection.AsList(item);
            call.Evaluation.Items(list.Count);
            builder.AddRange(list.Items);
            call.Evaluation.Count(builder.Count);
        }

        return new FeelList(builder.ToImmutable());
    }

    private static FeelValue InsertBefore(BuiltinCall call)
    {
        var list = call.List(0);
        call.Evaluation.Items(list.Count + 1);
        return Place(call, list.Count) is { } place
            ? new FeelList(list.Items.Insert(place, call[2]))
            : NoPlace(call, list);
    }

    private static FeelValue Remove(BuiltinCall call)
    {
        var list = call.List(0);
        call.Evaluation.Items(list.Count);
        return Place(call, list.Count) is { } place ? new FeelList(list.Items.RemoveAt(place)) : NoPlace(call, list);
    }

    private static FeelValue ReplaceAt(BuiltinCall call)
    {
        var list = call.List(0);
        call.Evaluation.Items(list.Count);
        return Place(call, list.Count) is { } place
            ? new FeelList(list.Items.SetItem(place, call[2]))
            : NoPlace(call, list);
    }

    private static FeelValue ReplaceWhere(BuiltinCall call)
    {
        var match = (FeelFunction)call[1];
        var items = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in call.List(0))
        {
            call.Evaluation.Step();
            if (Invocation.Call(call.At, match, item, call[2]) is not FeelBoolean replaces)
                return call.Nothing("the match must answer true or false for two values.");
            items.Add(replaces.Value ? call[2] : item);
        }

        return new FeelList(items.ToImmutable());
    }

    private static FeelList IndexesOf(BuiltinCall call)
    {
        var list = call.List(0);
        var found = ImmutableArray.CreateBuilder<FeelValue>();
        for (var index = IndexOf(call, list, call[1], 0); index >= 0; index = IndexOf(call, list, call[1], index + 1))
            found.Add(FeelValue.Of(index + 1L));
        return new(found.ToImmutable());
    }

    private static FeelList Distinct(BuiltinCall call, FeelList list)
    {
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in list)
        {
            call.Evaluation.Step(kept.Count + 1);
            if (!kept.Any(other => call.Evaluation.Equal(other, item) == true)) kept.Add(item);
        }

        return new(kept.ToImmutable());
    }

    private static FeelList Flatten(BuiltinCall call)
    {
        var flat = ImmutableArray.CreateBuilder<FeelValue>();
        Collect(call.List(0));
        return new(flat.ToImmutable());

        void Collect(FeelList list)
        {
            call.Evaluation.Items(list.Count);
            foreach (var item in list)
            {
                if (item is FeelList inner) Collect(inner);
                else flat.Add(item);
            }

            call.Evaluation.Count(flat.Count);
        }
    }

    private static int IndexOf(BuiltinCall call, FeelList list, FeelValue element, int from)
    {
        for (var index = from; index < list.Count; index++)
        {
            call.Evaluation.Step();
            if (call.Evaluation.Equal(list[index], element) == true) return index;
        }

        return -1;
    }

    private static int? Place(BuiltinCall call, int count)
    {
        var place = call.Truncated(1) switch
        {
            > 0 and var forward => forward - 1,
            < 0 and var backward => count + backward,
            _ => -1,
        };
        return place >= 0 && place < count ? place : null;
    }

    private static FeelValue NoPlace(BuiltinCall call, FeelList list) =>
        call.Nothing($"the list has {list.Count} items; there is none at {call[1]}.");
}
