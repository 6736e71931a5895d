using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Runtime.Series;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Series;

public sealed class SeriesCodecTests
{
    private const long Hour = 495_264;

    private static readonly Gen<decimal?> Values = Gen.Frequency(
        (8, from whole in Gen.Choose(-100_000, 100_000) from scale in Gen.Choose(0, 4)
            select (decimal?)new decimal(Math.Abs(whole), 0, 0, whole < 0, (byte)scale)),
        (1, Gen.Constant((decimal?)null)),
        (1, Gen.Elements<decimal?>(decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 0m)));

    private static readonly Gen<ImmutableArray<SeriesPoint>> Points =
        from steps in Gen.ArrayOf(
            from wait in Gen.Choose(0, 90_000) from value in Values select (wait, value), 30)
        select Laid(steps);

    [Fact]
    public void Readings_come_back_as_they_were() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Points.ToArbitrary(), points =>
            SeriesCodec.Read(Hour, SeriesCodec.Write(Hour, points)).SequenceEqual(points)));

    [Fact]
    public void What_came_of_an_hour_comes_back_as_it_was() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Points.ToArbitrary(), points =>
        {
            var summary = HourSummary.None.With(points.Where(point => point.Value is null or < 1e9m and > -1e9m));
            return SeriesCodec.ReadSummary(Hour, SeriesCodec.Write(Hour, summary)) == summary;
        }));

    [Fact]
    public void A_gauge_that_is_read_once_a_minute_takes_few_bytes()
    {
        ImmutableArray<SeriesPoint> points =
        [
            .. Enumerable.Range(0, 60).Select(minute => new SeriesPoint(
                SeriesHour.StartOf(Hour) + Duration.FromMinutes(minute), 2.35m + (minute % 7 / 100m))),
        ];

        SeriesCodec.Write(Hour, points).Length.ShouldBeLessThan(300);
    }

    [Fact]
    public void An_hour_that_was_cut_off_is_not_read()
    {
        var stored = SeriesCodec.Write(Hour, [new SeriesPoint(SeriesHour.StartOf(Hour), 1m)]);

        Should.Throw<InvalidDataException>(() => SeriesCodec.Read(Hour, stored.AsSpan(0, stored.Length - 1)));
        Should.Throw<InvalidDataException>(() => SeriesCodec.Read(Hour, [9]));
    }

    private static ImmutableArray<SeriesPoint> Laid((int Wait, decimal? Value)[] steps)
    {
        var at = SeriesHour.StartOf(Hour);
        var points = ImmutableArray.CreateBuilder<SeriesPoint>();
        foreach (var (wait, value) in steps)
        {
            at += Duration.FromMilliseconds(wait);
            points.Add(new SeriesPoint(at, value));
        }

        return points.ToImmutable();
    }
}
