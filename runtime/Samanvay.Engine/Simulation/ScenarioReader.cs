using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Simulation;

/// <summary>Reads the JSON form of a scenario.</summary>
public sealed partial class ScenarioReader
{
    private static readonly IPattern<LocalDateTime> LocalTime = LocalDateTimePattern.VariablePrecisionIso;

    private readonly JsonElement _root;
    private readonly IReadOnlyDictionary<string, string> _csvFiles;
    private readonly DateTimeZone _zone;
    private readonly Instant _start;

    private ScenarioReader(JsonElement root, IReadOnlyDictionary<string, string> csvFiles)
    {
        _root = root;
        _csvFiles = csvFiles;
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(Text(root, "zone")!)
            ?? throw new FormatException($"there is no time zone '{Text(root, "zone")}'.");
        _start = Moment(root.GetProperty("start").GetString()!);
    }

    /// <param name="csvFiles">The texts of the series files that the scenario names, by name.</param>
    public static Parsed<Scenario> Read(string json, IReadOnlyDictionary<string, string> csvFiles)
    {
        try
        {
            using var document = WholeJson.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return new Parsed<Scenario>(new ScenarioReader(document.RootElement, csvFiles).Read(), []);
        }
        catch (Exception problem) when (problem is JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or OverflowException)
        {
            return new Parsed<Scenario>(
                null, [Diagnostic.Error("SCN001", $"The scenario can not be read: {problem.Message}")]);
        }
    }

    /// <summary>How people answer, on its own: the list <c>people</c> of an object in the form of a scenario.</summary>
    public static ImmutableArray<Behaviour> ReadPeople(JsonElement root) => [.. Items(root, "people").Select(Person)];

    private Scenario Read() => new()
    {
        Name = Text(_root, "name") ?? throw new FormatException("it has no name."),
        Procedure = Text(_root, "procedure") ?? throw new FormatException("it names no procedure."),
        Zone = _zone,
        Start = _start,
        Until = Moment(Text(_root, "until") ?? throw new FormatException("it has no end (until).")),
        Parameters = Context(_root, "parameters"),
        Readings = [.. Items(_root, "series").SelectMany(Series).OrderBy(reading => reading.At)],
        Alerts = [.. Alerts()],
        Messages = [.. Items(_root, "messages").Select(item =>
            new ScenarioMessage(At(item)!.Value, Text(item, "name")!, Context(item, "payload")))],
        People = [.. Items(_root, "people").Select(Person)],
        Activities = [.. Items(_root, "activities").Select(item => new ActivityAnswer(Text(item, "type")!)
        {
            After = Length(item, "after") ?? Duration.Zero,
            Error = Text(item, "error"),
            Output = Context(item, "output"),
        })],
        Expectations = [.. Items(_root, "expect").Select((item, index) => Expect(item, index + 1))],
    };

    private IEnumerable<ScenarioReading> Series(JsonElement item)
    {
        var (signal, key) = (Text(item, "signal")!, Text(item, "key")!);
        var corners = Text(item, "csv") is { } file
            ? Csv(_csvFiles.TryGetValue(file, out var text) ? text
                : throw new FormatException($"the file '{file}' is missing."))
            : Items(item, "readings").Select(reading =>
                (At(reading)!.Value, reading.GetProperty("value").GetDecimal()));
        var points = Length(item, "every") is { } every ? Between([.. corners], every) : corners;
        return points.Select(point => new ScenarioReading(point.Item1, signal, key, point.Item2));
    }

    /// <summary>The readings are corners of a line: one reading at each step between them.</summary>
    private static IEnumerable<(Instant, decimal)> Between(ImmutableArray<(Instant At, decimal Value)> corners,
        Duration every)
    {
        for (var index = 0; index + 1 < corners.Length; index++)
        {
            var (from, to) = (corners[index], corners[index + 1]);
            for (var at = from.At; at < to.At; at += every)
            {
                var share = (decimal)((at - from.At).TotalSeconds / (to.At - from.At).TotalSeconds);
                yield return (at, decimal.Round(from.Value + ((to.Value - from.Value) * share), 3));
            }
        }

        if (!corners.IsEmpty)
            yield return corners[^1];
    }

    private IEnumerable<(Instant, decimal)> Csv(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1))
        {
            if (line.Split(',') is [var at, var value, ..])
                yield return (Moment(at), decimal.Parse(value, CultureInfo.InvariantCulture));
        }
    }

    private static Behaviour Person(JsonElement item)
    {
        var isSilent = item.TryGetProperty("never", out _);
        return new Behaviour(Text(item, "role"), Text(item, "step"))
        {
            AcknowledgeAfter = isSilent ? null : Length(item, "acknowledgeAfter"),
            CompleteAfter = isSilent ? null : Length(item, "completeAfter"),
            Output = Context(item, "output"),
            Occurrence = item.TryGetProperty("occurrence", out var number) ? number.GetInt32() : null,
        };
    }

    private Expectation Expect(JsonElement item, int index) => new(index, Sight(item))
    {
        At = At(item),
        Within = Length(item, "within"),
        Never = item.TryGetProperty("never", out _),
        Times = item.TryGetProperty("times", out var times) ? times.GetInt32() : null,
    };

    private static ExpectedSight Sight(JsonElement item)
    {
        var kind = Enum.GetValues<SightKind>().Cast<SightKind?>()
            .FirstOrDefault(kind => item.TryGetProperty(Name(kind!.Value), out _))
            ?? throw new FormatException("an expectation names nothing to be seen.");
        var value = item.GetProperty(Name(kind));
        return new ExpectedSight(kind, value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        {
            Change = Text(item, "change") ?? Text(item, "outcome"),
            Stage = Text(item, "stage"),
            Metric = Text(item, "metric"),
            Number = value.ValueKind == JsonValueKind.Number ? value.GetInt32()
                : item.TryGetProperty("level", out var level) ? level.GetInt32() : null,
        };
    }

    private static string Name(SightKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private Instant? At(JsonElement item) => Text(item, "at") is { } text ? Moment(text) : null;

    // A local time, or a duration since the start.
    private Instant Moment(string text)
    {
        if (text.StartsWith('P'))
            return _start + Span(text);

        var parsed = LocalTime.Parse(text);
        return parsed.Success
            ? parsed.Value.InZoneLeniently(_zone).ToInstant()
            : throw new FormatException($"'{text}' is no local time like 2026-07-01T06:00.");
    }

    private static Duration? Length(JsonElement item, string name) => Text(item, name) is { } text ? Span(text) : null;

    private static Duration Span(string text) =>
        Incidents.IsoDuration.Read(text) ?? throw new FormatException($"'{text}' is no duration like PT15M.");

    private static FeelContext Context(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && FeelJson.Read(value) is FeelContext context ? context
            : FeelContext.Empty;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement item, string name) =>
        item.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray()
            : default;
}
