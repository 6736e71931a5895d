using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Samanvay.Runtime.Situations;

/// <summary>Changes one value of a JSON text and leaves every other character as it is: order, blanks, and settings
/// that nobody here knows.</summary>
internal static class JsonSplice
{
    private static readonly JsonReaderOptions Depth = new() { MaxDepth = 16 };

    /// <summary>The value at a place, as it is written; absent where there is none.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static string? Find(string text, string place)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = Steps(place).Aggregate((JsonSpan?)Read(bytes), (node, step) => node?.Find(step)?.Value);
        return at is null ? null : Encoding.UTF8.GetString(bytes[at.Start..at.End]);
    }

    /// <summary>Writes a value, adding what leads to it; without a value what stands there goes, and with it what
    /// would be left empty.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static string Set(string text, string place, string? raw)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var steps = Steps(place);
        var way = new List<(JsonSpan In, int Member)>();
        var node = Read(bytes);
        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
        {
            var member = node.IndexOf(step);
            if (member < 0)
            {
                if (raw is null) return text;
                var missing = Nest(steps.AsSpan(index + 1), raw);
                // A plain value where an object is wanted makes room for it.
                return node.IsContainer
                    ? Insert(bytes, node, (step, missing))
                    : Cut(bytes, node.Start, node.End, Nest(steps.AsSpan(index), raw));
            }

            way.Add((node, member));
            node = node.Members[member].Value;
        }

        return raw is null ? Remove(bytes, way) : Cut(bytes, node.Start, node.End, raw);
    }

    /// <summary>The names of an object's members, or the numbers of an array's, in their order.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ImmutableArray<string> Names(string text, string place)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = Steps(place).Aggregate((JsonSpan?)Read(bytes), (node, step) => node?.Find(step)?.Value);
        return at is { IsContainer: true } ? [.. at.Members.Select(member => member.Name).Distinct()] : [];
    }

    /// <summary>The names of the outermost object's members.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ImmutableArray<string> RootNames(string text) =>
        [.. Read(Encoding.UTF8.GetBytes(text)).Members.Select(member => member.Name).Distinct()];

    /// <summary>Calls a member of an object otherwise; its value stays as it is.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static string Rename(string text, string place, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var steps = Steps(place);
        var within = steps[..^1].Aggregate((JsonSpan?)Read(bytes), (node, step) => node?.Find(step)?.Value);
        return within is { IsArray: false } && within.Find(steps[^1]) is { } member
            ? Cut(bytes, member.Start, member.Value.Start, Named(name)) : text;
    }

    private static string[] Steps(string place) =>
        place.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');

    private static string Nest(ReadOnlySpan<string> steps, string raw)
    {
        for (var index = steps.Length - 1; index >= 0; index--) raw = $"{{{Named(steps[index])}{raw}}}";
        return raw;
    }

    private static string Named(string name) => $"\"{JsonEncodedText.Encode(name)}\": ";

    private static string Insert(byte[] bytes, JsonSpan into, (string Name, string Raw) member)
    {
        var written = into.IsArray ? member.Raw : Named(member.Name) + member.Raw;
        if (into.Members is not [.., var last]) return Cut(bytes, into.Start + 1, into.End - 1, written);
        // As the one before is set off from what stands before it.
        var before = into.Members is [.., var other, _] ? other.Value.End + 1 : into.Start + 1;
        var gap = Encoding.UTF8.GetString(bytes[before..last.Start]);
        if (gap.Trim().Length > 0 || gap.Length == 0) gap = " ";
        return Cut(bytes, last.Value.End, last.Value.End, $",{gap}{written}");
    }

    private static string Remove(byte[] bytes, List<(JsonSpan In, int Member)> way)
    {
        var depth = way.Count - 1;
        while (depth > 0 && way[depth].In is { IsArray: false, Members.Length: 1 }) depth--;
        var (from, index) = way[depth];
        var members = from.Members;
        return index + 1 < members.Length ? Cut(bytes, members[index].Start, members[index + 1].Start, "")
            : index > 0 ? Cut(bytes, members[index - 1].Value.End, members[index].Value.End, "")
            : Cut(bytes, from.Start + 1, from.End - 1, "");
    }

    private static string Cut(byte[] bytes, int start, int end, string written) =>
        Encoding.UTF8.GetString(bytes[..start]) + written + Encoding.UTF8.GetString(bytes[end..]);

    private static JsonSpan Read(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes, Depth);
        reader.Read();
        var root = Value(ref reader);
        if (reader.Read()) throw new JsonException("More than one value.");
        return root;
    }

    private static JsonSpan Value(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var kind = reader.TokenType;
        if (kind is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return new(start, (int)reader.BytesConsumed, kind, []);
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var (name, first) = (members.Count.ToString(CultureInfo.InvariantCulture), (int)reader.TokenStartIndex);
            if (kind == JsonTokenType.StartObject)
            {
                name = reader.GetString()!;
                reader.Read();
            }

            members.Add(new(name, first, Value(ref reader)));
        }

        return new(start, (int)reader.BytesConsumed, kind, members.ToImmutable());
    }

    /// <param name="Name">Of an array the number.</param>
    private sealed record JsonMember(string Name, int Start, JsonSpan Value);

    private sealed record JsonSpan(int Start, int End, JsonTokenType Kind, ImmutableArray<JsonMember> Members)
    {
        public bool IsArray => Kind == JsonTokenType.StartArray;

        public bool IsContainer => IsArray || Kind == JsonTokenType.StartObject;

        public JsonMember? Find(string step) => IndexOf(step) is >= 0 and var index ? Members[index] : null;

        // Of two of one name the last counts, as for every reader.
        public int IndexOf(string step)
        {
            for (var index = Members.Length - 1; index >= 0; index--)
                if (Members[index].Name == step) return index;
            return -1;
        }
    }
}
