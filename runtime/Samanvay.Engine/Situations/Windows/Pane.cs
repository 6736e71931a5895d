using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.Situations.Windows;

/// <summary>Readings that lie close together, as one. Merging does not depend on the order.</summary>
[JsonConverter(typeof(PaneJsonConverter))]
public readonly record struct Pane(Instant FirstAt, Instant LastAt, int Count)
{
    public decimal First { get; init; }

    public decimal Last { get; init; }

    public decimal Min { get; init; }

    public decimal Max { get; init; }

    public decimal Sum { get; init; }

    /// <summary>The sum of squared distances from the mean: squares of the values themselves would outgrow a
    /// decimal.</summary>
    public double Spread { get; init; }

    public decimal Mean => Sum / Count;

    public static Pane Of(Instant at, decimal value) => new(at, at, 1)
    {
        First = value, Last = value, Min = value, Max = value, Sum = value,
    };

    public Pane Merge(Pane other) => Join(other) with { Spread = Spread + other.Spread + Between(other) };

    /// <summary>The same without the spread, which costs more than all the rest.</summary>
    public Pane Join(Pane other) =>
        new(Instant.Min(FirstAt, other.FirstAt), Instant.Max(LastAt, other.LastAt), Count + other.Count)
        {
            First = IsFirst(other) ? First : other.First, Last = IsLast(other) ? Last : other.Last,
            Min = Math.Min(Min, other.Min), Max = Math.Max(Max, other.Max), Sum = Sum + other.Sum,
        };

    // Of two values at one instant the smaller was first.
    private bool IsFirst(Pane other) => (FirstAt, First).CompareTo((other.FirstAt, other.First)) <= 0;

    private bool IsLast(Pane other) => (LastAt, Last).CompareTo((other.LastAt, other.Last)) >= 0;

    private double Between(Pane other)
    {
        var apart = (double)(Mean - other.Mean);
        return apart * apart * ((double)Count * other.Count / (Count + other.Count));
    }
}

/// <summary>A short array: <c>[at, value]</c> for one reading, else all of the pane. Instants in milliseconds since
/// 1970, as no reading is finer.</summary>
public sealed class PaneJsonConverter : JsonConverter<Pane>
{
    public override Pane Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        var firstAt = Instant.FromUnixTimeMilliseconds(reader.GetInt64());
        reader.Read();
        var first = reader.GetDecimal();
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray) return Pane.Of(firstAt, first);
        var lastAt = Instant.FromUnixTimeMilliseconds(reader.GetInt64());
        reader.Read();
        var pane = new Pane(firstAt, lastAt, reader.GetInt32())
        {
            First = first, Last = Next(ref reader), Min = Next(ref reader), Max = Next(ref reader),
            Sum = Next(ref reader),
        };
        reader.Read();
        pane = pane with { Spread = reader.GetDouble() };
        reader.Read();
        return pane;
    }

    public override void Write(Utf8JsonWriter writer, Pane value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.FirstAt.ToUnixTimeMilliseconds());
        writer.WriteNumberValue(value.First);
        if (value.Count > 1)
        {
            writer.WriteNumberValue(value.LastAt.ToUnixTimeMilliseconds());
            writer.WriteNumberValue(value.Count);
            writer.WriteNumberValue(value.Last);
            writer.WriteNumberValue(value.Min);
            writer.WriteNumberValue(value.Max);
            writer.WriteNumberValue(value.Sum);
            writer.WriteNumberValue(value.Spread);
        }

        writer.WriteEndArray();
    }

    private static decimal Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetDecimal();
    }
}
