using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Engine.Situations;

namespace Samanvay.Runtime.Situations;

/// <summary>The file of a rule as a form sees it: a text for each field, named as problems name them
/// (<c>levels[0].at</c>). What the form does not know stays as it is.</summary>
public sealed partial record RuleFile(string Text)
{
    /// <summary>What stands in a field, without the quotes of a text; absent where nothing does.</summary>
    public string? this[string field]
    {
        get
        {
            try
            {
                return JsonSplice.Find(Text, field) is { } raw ? Shown(raw) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public bool IsAboutAlerts => SituationReader.IsAboutAlerts(Text);

    /// <summary>How many items a list has.</summary>
    public int Count(string field) => this[field] is ['[', ..] ? Names(field).Length : 0;

    /// <summary>The names of the settings in a field, in the order of the file.</summary>
    public ImmutableArray<string> Names(string field)
    {
        try
        {
            return JsonSplice.Names(Text, field);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>All settings that hold a value of their own, in the order of the file.</summary>
    public IEnumerable<string> AllFields() => Root().SelectMany(Leaves);

    private ImmutableArray<string> Root()
    {
        try
        {
            return JsonSplice.RootNames(Text);
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private IEnumerable<string> Leaves(string field)
    {
        var names = Names(field);
        if (names.IsEmpty) return [field];
        var isList = this[field] is ['[', ..];
        return names.SelectMany(name => Leaves(isList ? $"{field}[{name}]" : $"{field}.{name}"));
    }

    /// <summary>The file with a field as somebody wrote it: a number where it is one, else a text, so that whatever was
    /// written can be shown with what is wrong about it. Nothing written takes the field away.</summary>
    public RuleFile With(string field, string? written, RuleFieldKind kind = RuleFieldKind.Text) =>
        Spliced(field, written is null or "" ? null : Raw(written, kind));

    /// <summary>With one level more, worse than all.</summary>
    public RuleFile WithLevel(string name, string at, int severity) => WithItem(
        "levels",
        string.Create(CultureInfo.InvariantCulture,
            $$"""{"name": {{Quoted(name)}}, "at": {{Raw(at, RuleFieldKind.Number)}}, "severity": {{severity}}}"""));

    /// <summary>With one item more at the end of a list, which begins with it where there is none.</summary>
    /// <param name="raw">As it is written in the file.</param>
    public RuleFile WithItem(string list, string raw) =>
        this[list] is ['[', ..] ? Spliced($"{list}[{Count(list)}]", raw) : Spliced(list, $"[{raw}]");

    /// <summary>Without an item of a list, and without the list where it was the only one.</summary>
    /// <param name="item">As <c>after[0]</c>.</param>
    public RuleFile WithoutItem(string item)
    {
        var list = item[..item.LastIndexOf('[')];
        return Spliced(Count(list) == 1 ? list : item, null);
    }

    /// <summary>With a setting called otherwise.</summary>
    public RuleFile Renamed(string field, string name)
    {
        try
        {
            return new(JsonSplice.Rename(Text, field, name));
        }
        catch (JsonException)
        {
            return this;
        }
    }

    private RuleFile Spliced(string field, string? raw)
    {
        try
        {
            return new(JsonSplice.Set(Text, field, raw));
        }
        catch (JsonException)
        {
            return this;
        }
    }

    private static string Shown(string raw) => raw[0] switch
    {
        '"' => JsonSerializer.Deserialize(raw, RuleFileJson.Default.String)!,
        _ => raw,
    };

    private static string Raw(string written, RuleFieldKind kind) => kind switch
    {
        RuleFieldKind.Number when Number().IsMatch(written) => written,
        RuleFieldKind.Flag when written is "true" or "false" => written,
        _ => Quoted(written),
    };

    // Every script as people read it.
    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex Number();
}

public enum RuleFieldKind { Text, Number, Flag }

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class RuleFileJson : System.Text.Json.Serialization.JsonSerializerContext;
