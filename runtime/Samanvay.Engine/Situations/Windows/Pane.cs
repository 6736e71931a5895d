using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.Situations.Windows;

/// <summary>Readings that lie close together, as one. Merging does not depend on the order.</summary>
[JsonConverter(typeof(PaneJsonConverter))]
public readonly record struct Pane
{
    private readonly Moment _firstAt;

    // Most panes hold one reading, and of one there is nothing more to say.
    private readonly PaneRest? _rest;

    private Pane(Instant firstAt, decimal first, PaneRest? rest) => (_firstAt, First, _rest) = (firstAt, first, rest);

    public Instant FirstAt => _firstAt.At;

    public Instant LastAt => _rest?.LastAt ?? FirstAt;

    public int Count => _rest?.Count ?? 1;

    public decimal First { get; }

    public decimal Last => _rest?.Last ?? First;

    public decimal Min => _rest?.Min ?? First;

    public decimal Max => _rest?.Max ?? First;

    public decimal Sum => _rest?.Sum ?? First;

    /// <summary>The sum of squared distances from the mean: squares of the values themselves would outgrow a
    /// decimal.</summary>
    public double Spread => _rest?.Spread ?? 0;

    public decimal Mean => Sum / Count;

    public static Pane Of(Instant at, decimal value) => new(at, value, null);

    internal static Pane Of(Instant firstAt, decimal first, PaneRest rest) => new(firstAt, first, rest);

    public Pane Merge(Pane other)
    {
        var total = new PaneTotal(hasSpread: true);
        total.Add(this);
        total.Add(other);
        return total.Whole;
    }
}

/// <summary>What is to be said of more readings than one, beside the first.</summary>
internal sealed record PaneRest(Instant LastAt, int Count)
{
    public decimal Last { get; init; }

    public decimal Min { get; init; }

    public decimal Max { get; init; }

    public decimal Sum { get; init; }

    public double Spread { get; init; }
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
        var rest = new PaneRest(lastAt, reader.GetInt32())
        {
            Last = Next(ref reader), Min = Next(ref reader), Max = Next(ref reader), Sum = Next(ref reader),
        };
        reader.Read();
        rest = rest with { Spread = reader.GetDouble() };
        reader.Read();
        return Pane.Of(firstAt, first, rest);
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
