using System.Buffers;
using System.Text.Json;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.SensorThings;

/// <summary>Observations as a table (the data array extension of 18-088): <c>components</c> names the columns once, and
/// each row of <c>dataArray</c> is one observation.</summary>
internal static class DataArray
{
    private const string Clause = "OGC 18-088, data array extension";

    public static bool Is(JsonPlace place) => place["dataArray"] is { IsArray: true };

    /// <summary>Each row as the observation that it stands for.</summary>
    public static IEnumerable<JsonPlace> Rows(JsonPlace table, Findings findings, IncomingLimits limits)
    {
        var rows = table["dataArray"]!.Value;
        var names = table["components"] is { IsArray: true } components
            ? components.Items().Select(item => NameOf(item.Text)).ToList()
            : [];
        if (names.Count == 0 || names.Contains(null) || names.Distinct().Count() < names.Count)
        {
            findings.Refuse(
                RefusalCodes.AttributeMissing, Clause, "components must name each column of dataArray once.",
                table.At("components"));
            yield break;
        }

        if (findings.AreTooMany(rows, "observations", limits)) yield break;
        foreach (var row in rows.Items())
        {
            if (row.IsArray && row.Element.GetArrayLength() == names.Count)
            {
                yield return Named(names!, row);
                continue;
            }

            findings.Refuse(
                RefusalCodes.BadValue, Clause, "A row of dataArray has one value for each of the components.",
                row.Pointer);
        }
    }

    // The extension writes the number of the observation without the prefix that it has elsewhere.
    private static string? NameOf(string? component) => component == "id" ? "@iot.id" : component;

    private static JsonPlace Named(List<string> names, JsonPlace row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in names.Zip(row.Element.EnumerateArray()))
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return new JsonPlace(document.RootElement.Clone(), row.Pointer);
    }
}
