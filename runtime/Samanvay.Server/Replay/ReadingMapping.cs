using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

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
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new MappingException($"The mapping can not be read: {problem.Message}");
        }
    }

    private static ReadingMapping Read(JsonElement root)
    {
        var time = root.GetProperty("time");
        var value = root.GetProperty("value");
        return new ReadingMapping
        {
            Name = Text(root, "name") ?? "readings",
            Device = Text(root, "device"),
            Signal = Text(root, "signal"),
            TimeColumn = time.GetProperty("column").GetString()!,
            TimeFormat = LocalDateTimePattern.CreateWithInvariantCulture(time.GetProperty("format").GetString()!),
            Zone = Text(time, "zone") is { } zone ? ZoneOf(zone) : null,
            ZoneColumn = Text(time, "zoneColumn"),
            Zones = time.TryGetProperty("zones", out var zones)
                ? zones.EnumerateObject().ToDictionary(each => each.Name, each => ZoneOf(each.Value.GetString()!))
                : [],
            ValueColumn = value.GetProperty("column").GetString()!,
            Unit = value.GetProperty("unit").GetString()!,
            Missing = root.TryGetProperty("missing", out var missing)
                ? missing.EnumerateArray().Select(each => each.GetString()!).ToHashSet(StringComparer.Ordinal)
                : new HashSet<string>(StringComparer.Ordinal) { "" },
        };
    }

    private static DateTimeZone ZoneOf(string text)
    {
        if (OffsetPattern.GeneralInvariant.Parse(text) is { Success: true, Value: var offset })
            return DateTimeZone.ForOffset(offset);

        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(text)
            ?? throw new MappingException(string.Create(
                CultureInfo.InvariantCulture, $"'{text}' is no zone: write Asia/Kolkata or +05:30."));
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The mapping or the file can not be read as told.</summary>
internal sealed class MappingException(string message) : Exception(message);
