using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 81: contexts.</summary>
internal static class ContextFunctions
{
    private const string Key = "key";
    private const string Value = "value";

    public static readonly BuiltinForm[] All =
    [
        new("get value", "m: context, key: string", call =>
            ((FeelContext)call[0]).TryGet(call.Text(1), out var value)
                ? value
                : call.Nothing($"there is no entry '{call.Text(1)}'.")),
        new("get entries", "m: context", Entries),
        new("context", "entries: list", FromEntries),
        new("context put", "context: context, key: string, value: any", call => Put(call, (FeelContext)call[0])),
        new("context put", "context: context, keys: list, value: any", PutDeep),
        new("context merge", "contexts: list", Merge),
    ];

    private static FeelList Entries(BuiltinCall call)
    {
        var context = (FeelContext)call[0];
        call.Evaluation.Items(context.Count);
        return FeelList.Of(
            context.Select(entry => FeelContext.Of((Key, new FeelString(entry.Key)), (Value, entry.Value))));
    }

    private static FeelValue FromEntries(BuiltinCall call)
    {
        var entries = new List<KeyValuePair<string, FeelValue>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in call.List(0))
        {
            call.Evaluation.Step();
            if (item is not FeelContext entry || entry[Key] is not FeelString name
                || !entry.TryGet(Value, out var value))
            {
                return call.Nothing("each entry needs a key, which is a text, and a value.");
            }

            if (!names.Add(name.Value)) return call.Nothing($"the key '{name.Value}' occurs twice.");
            entries.Add(new(name.Value, value));
        }

        return FeelContext.Of(entries);
    }

    private static FeelValue PutDeep(BuiltinCall call)
    {
        var keys = call.List(1);
        if (keys.Count == 0 || keys.Any(key => key is not FeelString))
            return call.Nothing("the keys must be texts, at least one.");
        return Put((FeelContext)call[0], [.. keys.Cast<FeelString>().Select(key => key.Value)], call[2])
            ?? call.Nothing("a key leads to something that is no context.");
    }

    private static FeelContext Put(BuiltinCall call, FeelContext context)
    {
        call.Evaluation.Items(context.Count + 1);
        return context.With(call.Text(1), call[2]);
    }

    private static FeelContext? Put(FeelContext context, ReadOnlySpan<string> keys, FeelValue value)
    {
        if (keys.Length == 1) return context.With(keys[0], value);
        var inner = context.TryGet(keys[0], out var present) ? present as FeelContext : null;
        return inner is not null && Put(inner, keys[1..], value) is { } changed ? context.With(keys[0], changed) : null;
    }

    private static FeelValue Merge(BuiltinCall call)
    {
        var merged = FeelContext.Empty;
        foreach (var item in call.List(0))
        {
            if (item is not FeelContext context) return call.Nothing("the list holds something that is no context.");
            call.Evaluation.Items(merged.Count + context.Count);
            merged = merged.Merge(context);
        }

        return merged;
    }
}
