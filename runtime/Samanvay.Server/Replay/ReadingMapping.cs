using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Adapters.Measures;

namespace Samanvay.Server.Replay;

/// <summary>
/// How to read a file of readings: which column is what, in which unit and zone. See <c>samples/README.md</c>.
/// </summary>
internal sealed record ReadingMapping
{
    public required string Name { get; init; }

    /// <summary>The device that gets the readings.</summary>
    public string? Device { get; init; }

    /// <summary>In place of a device: the signal whose only device in the city gets them.</summary>
    public string? Signal { get; init; }

    public required string TimeColumn { get; init; }

    public required LocalDateTimePattern TimeFormat { get; init; }

    /// <summary>The zone of every row; absent where a column names it.</summary>
    public DateTimeZone? Zone { get; init; }

    public string? ZoneColumn { get; init; }

    public IReadOnlyDictionary<string, DateTimeZone> Zones { get; init; } = new Dictionary<string, DateTimeZone>();

    public required string ValueColumn { get; init; }

    /// <summary>A UCUM code.</summary>
    public required string Unit { get; init; }

    /// <summary>Cell texts that mean that the device had no value.</summary>
    public required IReadOnlySet<string> Missing { get; init; }

    public static ReadingMapping Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException problem)
        {
            throw new MappingException($"The mapping is not JSON: see its line {problem.LineNumber + 1}.");
        }
        // An escape can name half a character; it is found only when the text is asked for.
        catch (InvalidOperationException)
        {
            throw new MappingException("A text of the mapping holds half a character. Write whole ones.");
        }
    }

    private static ReadingMapping Read(JsonElement root)
    {
        var time = Part(root, "time");
        var value = Part(root, "value");
        var zoneColumn = Text(time, "zoneColumn");
        var zone = Text(time, "zone");
        if (zone is null && zoneColumn is null)
            throw new MappingException("The mapping lacks time.zone, or time.zoneColumn with time.zones.");

        var unit = Needed(value, "unit", "value.unit");
        if (!Units.IsKnown(unit))
            throw new MappingException($"value.unit '{unit}' is not known: write a UCUM code such as m or [ft_i].");

        return new ReadingMapping
        {
            Name = Text(root, "name") ?? "readings",
            Device = Text(root, "device"),
            Signal = Text(root, "signal"),
            TimeColumn = Needed(time, "column", "time.column"),
            TimeFormat = FormatOf(Needed(time, "format", "time.format")),
            Zone = zone is null ? null : ZoneOf(zone),
            ZoneColumn = zoneColumn,
            Zones = time.TryGetProperty("zones", out var zones) && zones.ValueKind == JsonValueKind.Object
                ? ZonesOf(zones)
                : [],
            ValueColumn = Needed(value, "column", "value.column"),
            Unit = unit,
            Missing = root.TryGetProperty("missing", out var missing) && missing.ValueKind == JsonValueKind.Array
                ? missing.EnumerateArray().Select(each => each.ToString()).ToHashSet(StringComparer.Ordinal)
                : new HashSet<string>(StringComparer.Ordinal) { "" },
        };
    }

    private static Dictionary<string, DateTimeZone> ZonesOf(JsonElement zones)
    {
        var known = new Dictionary<string, DateTimeZone>(StringComparer.Ordinal);
        foreach (var zone in zones.EnumerateObject())
        {
            if (!known.TryAdd(zone.Name, ZoneOf(zone.Value.ToString())))
                throw new MappingException($"time.zones names {zone.Name} twice: which holds?");
        }

        return known;
    }

    private static LocalDateTimePattern FormatOf(string text)
    {
        try
        {
            return LocalDateTimePattern.CreateWithInvariantCulture(text);
        }
        catch (InvalidPatternException problem)
        {
            throw new MappingException($"time.format '{text}' can not be used: {problem.Message}");
        }
    }

    private static JsonElement Part(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var part)
        && part.ValueKind == JsonValueKind.Object
            ? part
            : throw new MappingException($"The mapping lacks {name}.");

    private static string Needed(JsonElement item, string name, string path) =>
        Text(item, name) ?? throw new MappingException($"The mapping lacks {path}.");

    private static DateTimeZone ZoneOf(string text)
    {
        if (OffsetPattern.GeneralInvariant.Parse(text) is { Success: true, Value: var offset })
            return DateTimeZone.ForOffset(offset);

        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)
            ?? throw new MappingException($"'{text}' is no zone: write Asia/Kolkata or +05:30.");
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The mapping or the file can not be read as told.</summary>
internal sealed class MappingException(string message) : Exception(message);
