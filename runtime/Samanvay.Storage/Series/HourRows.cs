using Samanvay.Runtime.Access;
using Samanvay.Runtime.Series;

namespace Samanvay.Storage.Series;

/// <summary>An hour and its row.</summary>
internal static class HourRows
{
    public static SeriesHour Of(CityId city, HourKey key, string unit, byte[] summary, byte[]? points) => new(
        city, key, unit, SeriesCodec.ReadSummary(key.Hour, summary),
        points is null ? default : SeriesCodec.Read(key.Hour, points));

    public static byte[] Summary(SeriesHour hour) => SeriesCodec.Write(hour.Key.Hour, hour.Summary);

    public static byte[]? Points(SeriesHour hour) =>
        hour.Points.IsDefault ? null : SeriesCodec.Write(hour.Key.Hour, hour.Points);

    /// <summary>The batch up to which the hours of a device tell everything.</summary>
    public static long ThroughOf(this SeriesWork work, string device) =>
        work.Device is { } done && string.CompareOrdinal(device, done) <= 0 ? work.Taking : work.Taken;
}
