using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.Situations.Windows;

/// <summary>What the readings of one sensor come to: the last one, or a figure over a window.</summary>
/// <param name="Over">The window in time; nothing where it is counted in readings.</param>
/// <param name="Readings">The window in readings; 0 where it is a time.</param>
public sealed record Measure(MeasureKind Of, Duration Over, int Readings = 0)
{
    /// <summary>A window in time is divided into so many panes at most.</summary>
    public const int PanesMax = 60;

    public static Measure Last { get; } = new(MeasureKind.Last, Duration.Zero);

    /// <summary>Readings within one pane are kept together; nothing keeps each instant apart.</summary>
    public Duration Pane { get; init; }

    /// <summary>With fewer readings in the window there is no figure.</summary>
    public int AtLeast { get; init; } = 1;

    [JsonIgnore]
    public bool HasWindow => Of != MeasureKind.Last;

    /// <summary>A window in time over a signal that is read once in each <paramref name="period"/>.</summary>
    public static Measure In(MeasureKind of, Duration over, Duration period) => new(of, over)
    {
        Pane = Duration.Max(over / PanesMax, Duration.Min(period, over)),
        AtLeast = LeastOf(of),
    };

    public static Measure Among(MeasureKind of, int readings) => new(of, Duration.Zero, readings)
    {
        AtLeast = LeastOf(of),
    };

    /// <summary>Whether a reading is still in the window. A change over an hour begins with what was read an hour
    /// ago.</summary>
    internal bool Reaches(Instant at, Instant now) =>
        now - at < Over || (Of is MeasureKind.Rate or MeasureKind.Delta && now - at == Over);

    // One reading has no change and no spread.
    private static int LeastOf(MeasureKind of) =>
        of is MeasureKind.Rate or MeasureKind.Delta or MeasureKind.Stddev ? 2 : 1;
}

/// <summary>Rate is the change in an hour between the window's first and last reading; stddev is that of a
/// sample, as FEEL has it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MeasureKind>))]
public enum MeasureKind { Last, Avg, Min, Max, Sum, Count, Rate, Delta, Stddev }
