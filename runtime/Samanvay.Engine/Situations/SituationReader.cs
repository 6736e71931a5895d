using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;

namespace Samanvay.Engine.Situations;

/// <summary>Reads <c>situations/*.json</c>; the form is told in <c>situation.schema.json</c> beside this
/// file.</summary>
public sealed partial class SituationReader
{
    internal static readonly Sentence TooLarge = "This number is too large. Write one of at most 15 digits.";

    private static readonly string[] Times =
        ["period", "staleAfter", "lowerAfter", "closableAfter", "coolDown", "settle"];

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 8 };

    private readonly ImmutableArray<Diagnostic>.Builder _problems = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableSortedDictionary<string, SituationValue>.Builder _values =
        ImmutableSortedDictionary.CreateBuilder<string, SituationValue>(StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<string, FeelExpression>.Builder _conditions =
        ImmutableSortedDictionary.CreateBuilder<string, FeelExpression>(StringComparer.Ordinal);

    private readonly string? _file;

    private SituationReader(string? file) => _file = file;

    /// <summary>A rule about a signal; one about alerts is read by <see cref="ReadAlert"/>.</summary>
    public static Parsed<SituationDraft> Read(string json, string? file = null) =>
        Read(json, file, (reader, root) => reader.Rule(root));

    private static Parsed<T> Read<T>(string json, string? file, Func<SituationReader, JsonElement, T?> read)
        where T : class
    {
        var reader = new SituationReader(file);
        try
        {
            using var document = WholeJson.Parse(json, Depth);
            var draft = read(reader, document.RootElement);
            var problems = reader._problems.ToImmutable();
            return new(problems.Any(problem => problem.Severity == Severity.Error) ? null : draft, problems);
        }
        catch (JsonException broken)
        {
            var (line, column) = ((int?)(broken.LineNumber + 1), (int?)(broken.BytePositionInLine + 1));
            var place = new Location(file, Line: line, Column: column);
            return new(null, [Diagnostic.Error("SIT001", "This is not JSON. Mend it at the place shown.", place)]);
        }
    }

    private SituationDraft? Rule(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Refuse("", "A situation is one JSON object.");
        Allow(root, "", "$schema", "id", "title", "description", "signal", "unit", "key", "direction", "period",
            "staleAfter", "for", "lowerAfter", "closableAfter", "coolDown", "join", "levels", "plausible", "quorum",
            "events", "measure", "inputs", "value", "after", "settle", "maintenance", "flapping", "storm",
            "severityBy");
        foreach (var field in Times) Time(root, field, field);
        For(root);
        Condition(root, "value", "value");
        var isEvents = IsEvents(root, "");
        return new()
        {
            Id = Text(root, "id"), Signal = Text(root, "signal"), Unit = Text(root, "unit"),
            Key = Choice(root, "key", SituationKey.Gauge), Direction = Choice(root, "direction", Direction.Rising),
            Levels = Levels(root, Level), Join = Flag(root, "join"),
            StuckReadings = Plausible(root, "plausible"), Quorum = ReadQuorum(root),
            IsEvents = isEvents, Measure = Measure(root, "", isEvents), Inputs = Inputs(root), Steps = After(root),
            Maintenance = MaintenanceWindows(root),
            SeverityBy = root.TryGetProperty("severityBy", out _) ? Text(root, "severityBy") : null,
            FlappingRaises = Repeated(root, "flapping", "raises", "holdFor"),
            StormOpenings = Repeated(root, "storm", "openings", "calmFor"),
            Values = _values.ToImmutable(), Conditions = _conditions.ToImmutable(),
        };
    }

    private ImmutableArray<DraftLevel> Levels(JsonElement root, Func<JsonElement, string, DraftLevel> one)
    {
        if (!root.TryGetProperty("levels", out var levels) || levels.ValueKind != JsonValueKind.Array
            || levels.GetArrayLength() is 0 or > 12)
        {
            Report("levels", "Name one to twelve levels, from mildest to worst.");
            return [];
        }

        var read = ImmutableArray.CreateBuilder<DraftLevel>();
        foreach (var level in levels.EnumerateArray())
        {
            var field = $"levels[{read.Count}]";
            if (!IsObject(level, field)) break;
            read.Add(one(level, field));
        }

        if (read.Select(level => level.Name).Distinct(StringComparer.Ordinal).Count() < read.Count)
            Report("levels", "Two levels have the same name.");
        return read.ToImmutable();
    }

    private DraftLevel Level(JsonElement level, string field)
    {
        Allow(level, field, "name", "at", "clear", "severity", "when");
        if (!level.TryGetProperty("at", out _)) Report($"{field}.at", "Say at which value the level is reached.");
        Number(level, "at", $"{field}.at");
        Number(level, "clear", $"{field}.clear");
        Condition(level, "when", $"{field}.when");
        return new(Text(level, "name", field), Whole(level, "severity", field, (1, 5)) ?? 0);
    }

    // A duration, or so many readings in a row.
    private void For(JsonElement root)
    {
        if (!root.TryGetProperty("for", out var hold)) return;
        if (hold.ValueKind == JsonValueKind.String)
        {
            Time(root, "for", "for");
            return;
        }

        if (!IsObject(hold, "for")) return;
        Allow(hold, "for", "readings");
        Number(hold, "readings", "for.readings");
    }

    private int Plausible(JsonElement parent, string within)
    {
        if (!parent.TryGetProperty("plausible", out var plausible) || !IsObject(plausible, within)) return 0;
        Allow(plausible, within, "min", "max", "ratePerHour", "stuck", "disagreesWhen");
        foreach (var field in (string[])["min", "max", "ratePerHour"]) Number(plausible, field, $"{within}.{field}");
        Condition(plausible, "disagreesWhen", $"{within}.disagreesWhen");
        if (!plausible.TryGetProperty("stuck", out var stuck) || !IsObject(stuck, $"{within}.stuck")) return 0;
        Allow(stuck, $"{within}.stuck", "readings", "for");
        Time(stuck, "for", $"{within}.stuck.for");
        return Whole(stuck, "readings", $"{within}.stuck", (2, 1000)) ?? 0;
    }

    private Quorum ReadQuorum(JsonElement root)
    {
        if (!root.TryGetProperty("quorum", out var quorum) || !IsObject(quorum, "quorum")) return new(1, 1);
        Allow(quorum, "quorum", "atLeast", "of", "within", "confirmed");
        Time(quorum, "within", "quorum.within");
        var (atLeast, of) = (Whole(quorum, "atLeast", "quorum", (1, 100)), Whole(quorum, "of", "quorum", (1, 100)));
        if (atLeast > of) Report("quorum", $"{atLeast} of {of} sensors can never agree.");
        return new(atLeast ?? 1, of ?? 1) { Confirmed = Confirmed(quorum) };
    }

    private void Number(JsonElement parent, string name, string field)
    {
        if (!parent.TryGetProperty(name, out var value)) return;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            && Math.Abs(number) <= SituationRule.NumberMax)
        {
            _values[field] = new(field, Number: number);
        }
        else if (!IsExpression(value, field))
        {
            Report(field, value.ValueKind == JsonValueKind.Number
                ? TooLarge : "Write a number, or FEEL after =, as \"=dangerLevel - 1\".");
        }
    }

    private void Time(JsonElement parent, string name, string field)
    {
        if (!parent.TryGetProperty(name, out var value)) return;
        if (value.ValueKind == JsonValueKind.String && ClockText.TryParseDuration(value.GetString()!, out var time))
        {
            _values[field] = new(field, Time: time);
        }
        else if (!IsExpression(value, field))
        {
            Report(field, NoTime(value));
        }
    }

    // Where it is clear what is wrong about it, that is what helps.
    private static Sentence NoTime(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
        if (text is ['-' or '−', ..]) return "A duration here can not be negative.";
        return text.Length > 0 && text.All(letter => char.IsDigit(letter) || letter is '.' or ',')
            ? "Write the unit as well, as 6 h (PT6H in the file)."
            : "Write a time of ten years at most, as 6 h (PT6H in the file), or FEEL after =, as \"=lowerAfter\".";
    }

    private bool IsExpression(JsonElement value, string field)
    {
        if (Expression(value, field) is not { } parsed) return false;
        if (parsed.Value is not null) _values[field] = new(field, Expression: parsed.Value);
        return true;
    }

    private Parsed<FeelExpression>? Expression(JsonElement value, string field)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not ['=', .. var text]) return null;
        var parsed = FeelCompiler.Expression(text.Trim());
        _problems.AddRange(parsed.Problems.Select(problem => problem with
        {
            Said = $"{field}: {problem.Said}", Location = problem.Location with { File = _file, Field = field },
        }));
        return parsed;
    }
}
