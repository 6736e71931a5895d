using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>Readings that wait until their instant is settled: in one order, whatever the order of arrival.</summary>
internal static class WaitingReadings
{
    public const int CountMax = 256;

    /// <summary>Of two readings of one sensor at one instant the worse value stays, and any value before
    /// none.</summary>
    public static ImmutableArray<Observation> With(
        this ImmutableArray<Observation> waiting, SituationInput source, Observation reading)
    {
        var index = waiting.BinarySearch(reading, Order);
        if (index < 0) return waiting.Insert(~index, reading);
        return IsWorse(source, reading.Value, waiting[index].Value) ? waiting.SetItem(index, reading) : waiting;
    }

    /// <summary>The readings of the oldest instant; a rule's own signal comes last.</summary>
    public static IEnumerable<Observation> Of(this ImmutableArray<Observation> waiting, Instant at) =>
        waiting.TakeWhile(reading => reading.At == at).OrderBy(reading => reading.Input is null);

    private static readonly Comparer<Observation> Order = Comparer<Observation>.Create((left, right) =>
    {
        var byTime = left.At.CompareTo(right.At);
        if (byTime != 0) return byTime;
        var byInput = string.CompareOrdinal(left.Input, right.Input);
        return byInput != 0 ? byInput : string.CompareOrdinal(left.Sensor, right.Sensor);
    });

    private static bool IsWorse(SituationInput source, decimal? value, decimal? than) =>
        value is { } left && (than is not { } right || source.IsWorse(left, right));
}
