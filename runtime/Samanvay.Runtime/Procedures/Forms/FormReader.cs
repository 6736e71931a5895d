using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Forms;

/// <summary>Reads form-js JSON. What the screens can not render or check is refused and named, never left out in
/// silence.</summary>
public static class FormReader
{
    public const int CharactersMax = 256 * 1024;
    public const int FieldsMax = 200;
    public const int OptionsMax = 200;

    private static readonly string[] FormProperties =
        ["id", "type", "components", "schemaVersion", "exporter", "executionPlatform", "executionPlatformVersion",
            "properties"];

    private static readonly string[] FieldProperties =
        ["id", "type", "key", "label", "description", "validate", "values", "text", "decimalDigits", "subtype",
            "dateLabel",
         "timeLabel", "layout", "properties", "appearance", "increment"];

    private static readonly string[] Validations =
        ["required", "minLength", "maxLength", "pattern", "min", "max", "validationType"];

    private static readonly ImmutableSortedDictionary<string,
        FormFieldKind> KindsByName = Enum.GetValues<FormFieldKind>()
        .ToImmutableSortedDictionary(kind => kind.ToString().ToLowerInvariant(), kind => kind, StringComparer.Ordinal);

    public static Parsed<Form> Read(string file, string text)
    {
        var problems = new FormProblems(file);
        if (text.Length > CharactersMax)
        {
            problems.Add("FORM001", null, $"The form is longer than {CharactersMax} characters.");
            return new(null, problems.All);
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 12, AllowDuplicateProperties = false };
            using var document = WholeJson.Parse(text, options);
            return Read(document.RootElement, problems);
        }
        catch (JsonException problem)
        {
            problems.Add("FORM001", null, "The form is not readable as JSON.", (int?)problem.LineNumber + 1);
            return new(null, problems.All);
        }
    }

    private static Parsed<Form> Read(JsonElement root, FormProblems problems)
    {
        if (root.ValueKind != JsonValueKind.Object || root.Text("id") is not { } id
            || !root.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
        {
            problems.Add("FORM002", null, "A form has an id and a list of components.");
            return new(null, problems.All);
        }

        problems.Unknown(root, FormProperties, "form", null);
        if (components.GetArrayLength() > FieldsMax)
            problems.Add("FORM003", null, $"A form has at most {FieldsMax} components.");
        var fields = components.EnumerateArray().Take(FieldsMax).Select(component => Field(component, problems));
        var form = new Form(id, [.. fields.OfType<FormField>()]);
        foreach (var twice in form.Inputs.GroupBy(field => field.Key).Where(group => group.Count() > 1))
            problems.Add("FORM004", twice.Key, $"Two fields have the key {twice.Key}. Give each its own.");
        return new(form, problems.All);
    }

    private static FormField? Field(JsonElement component, FormProblems problems)
    {
        var place = component.Text("key") ?? component.Text("id");
        var type = component.Text("type");
        if (type is null || !KindsByName.TryGetValue(type, out var kind))
        {
            problems.Add("FORM005", place, $"The component type {type} can not be shown. Use one of {Kinds}.");
            return null;
        }

        problems.Unknown(component, FieldProperties, "field", place);
        if (kind == FormFieldKind.Text) return new FormField(kind, "", component.Text("text") ?? "");
        if (component.Text("key") is not { Length: > 0 and <= 100 } key)
        {
            problems.Add("FORM006", place, "A field needs a key of at most 100 characters: its name in the result.");
            return null;
        }

        var field = new FormField(kind, key, component.Text("label") ?? key)
        {
            Description = component.Text("description"),
            DecimalDigits = component.Whole("decimalDigits"),
            Moment = Moment(component, kind, problems),
            Options = Options(component, kind, problems),
        };
        return component.TryGetProperty("validate", out var validate) ? Validated(field, validate, problems) : field;
    }

    private static FormField Validated(FormField field, JsonElement validate, FormProblems problems)
    {
        problems.Unknown(validate, Validations, "validation", field.Key);
        if (validate.ValueKind != JsonValueKind.Object) return field;
        var pattern = validate.Text("pattern");
        if (pattern is not null && !IsSafePattern(pattern))
        {
            problems.Add("FORM008", field.Key,
                $"The pattern {pattern} can not be used. Use a simple regular expression.");
            pattern = null;
        }

        return field with
        {
            Required = validate.TryGetProperty("required", out var required)
                && required.ValueKind == JsonValueKind.True,
            LengthMin = validate.Whole("minLength"),
            LengthMax = validate.Whole("maxLength"),
            Min = validate.Number("min"),
            Max = validate.Number("max"),
            Pattern = pattern,
        };
    }

    private static FormMoment Moment(JsonElement component, FormFieldKind kind, FormProblems problems)
    {
        if (kind != FormFieldKind.Datetime) return default;
        if (Enum.TryParse<FormMoment>(component.Text("subtype"), ignoreCase: true, out var moment)) return moment;
        problems.Add("FORM009", component.Text("key"),
            "A date and time field says by its subtype: date, time or datetime.");
        return default;
    }

    private static ImmutableArray<FormOption> Options(JsonElement component, FormFieldKind kind, FormProblems problems)
    {
        if (kind is not (FormFieldKind.Select or FormFieldKind.Radio or FormFieldKind.Checklist)) return [];
        var options = component.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? values.EnumerateArray().Take(OptionsMax + 1).Select(Option).OfType<FormOption>().ToImmutableArray()
            : [];
        var distinct = options.Select(option => option.Value).Distinct(StringComparer.Ordinal).Count();
        if (options.Length is 0 or > OptionsMax || distinct != options.Length)
        {
            problems.Add("FORM007", component.Text("key"),
                $"A choice lists 1 to {OptionsMax} values, each once, with labels.");
        }

        return options;
    }

    private static FormOption? Option(JsonElement option) =>
        option.Text("value") is { } value ? new FormOption(value, option.Text("label") ?? value) : null;

    // The engine without backtracking refuses look-around and back-references; it always ends in linear time.
    private static bool IsSafePattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return pattern.Length <= 500;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Kinds => string.Join(", ", KindsByName.Keys);
}
