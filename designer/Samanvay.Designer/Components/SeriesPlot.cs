using System.Globalization;
using System.Text;
using NodaTime;

namespace Samanvay.Designer.Components;

/// <summary>The rectangle of a chart that the series is drawn in.</summary>
internal readonly record struct Frame(double Left, double Top, double Right, double Bottom);

/// <summary>Scales a series into a frame. The levels are round numbers, the hours are the hours of the city.</summary>
internal sealed class SeriesPlot
{
    private const int LevelsAbout = 4;

    // A time needs so much room, in units of the frame.
    private const double HourWidth = 56;

    // A sensor that was silent so much longer than usual leaves a gap; a line drawn across it would say what nobody
    // measured.
    private const int SilentIntervals = 4;

    private static readonly int[] HourSteps = [1, 2, 3, 6, 12, 24, 48, 72, 168];
    private readonly Frame _frame;
    private readonly Instant _from;
    private readonly Instant _to;
    private readonly double _low;
    private readonly double _high;

    public SeriesPlot(IReadOnlyList<Reading> readings, IEnumerable<double> thresholds, Frame frame)
    {
        _frame = frame;
        _from = readings[0].At;
        _to = Instant.Max(readings[^1].At, _from + Duration.FromHours(1));
        double[] values = [.. readings.Select(reading => reading.Value), .. thresholds];
        var step = RoundStep((values.Max() - values.Min()) / LevelsAbout);
        _low = Math.Floor(values.Min() / step) * step;
        _high = Math.Max(Math.Ceiling(values.Max() / step) * step, _low + step);
        var count = (int)Math.Round((_high - _low) / step) + 1;
        Levels = [.. Enumerable.Range(0, count).Select(index => _low + (index * step))];
        Line = Draw(readings, area: false);
        Area = Draw(readings, area: true);
    }

    public IReadOnlyList<double> Levels { get; }

    public string Line { get; }

    public string Area { get; }

    public static string Coordinate(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    public double X(Instant at) => _frame.Left + ((at - _from) / (_to - _from) * (_frame.Right - _frame.Left));

    public double Y(double value) => _frame.Bottom - ((value - _low) / (_high - _low) * (_frame.Bottom - _frame.Top));

    public IEnumerable<Instant> Hours(DateTimeZone zone)
    {
        var most = Math.Max(1, (_frame.Right - _frame.Left) / HourWidth);
        var step = HourSteps.FirstOrDefault(hours => (_to - _from).TotalHours / hours <= most, HourSteps[^1]);
        var at = zone.AtStartOfDay(_from.InZone(zone).Date).ToInstant();
        for (; at <= _to; at += Duration.FromHours(step))
            if (at >= _from) yield return at;
    }

    private static double RoundStep(double rough)
    {
        if (rough <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    private string Draw(IReadOnlyList<Reading> readings, bool area)
    {
        var path = new StringBuilder();
        foreach (var run in Runs(readings))
        {
            if (area) Point(path, 'M', X(run[0].At), _frame.Bottom);
            for (var index = 0; index < run.Count; index++)
                Point(path, index == 0 && !area ? 'M' : 'L', X(run[index].At), Y(run[index].Value));
            if (area) Point(path, 'L', X(run[^1].At), _frame.Bottom).Append('Z');
        }

        return path.ToString();
    }

    private static StringBuilder Point(StringBuilder path, char verb, double x, double y) =>
        path.Append(verb).Append(Coordinate(x)).Append(' ').Append(Coordinate(y));

    private static IEnumerable<List<Reading>> Runs(IReadOnlyList<Reading> readings)
    {
        var silence = UsualInterval(readings) * SilentIntervals;
        List<Reading> run = [readings[0]];
        foreach (var reading in readings.Skip(1))
        {
            if (reading.At - run[^1].At > silence)
            {
                yield return run;
                run = [];
            }

            run.Add(reading);
        }

        yield return run;
    }

    private static Duration UsualInterval(IReadOnlyList<Reading> readings)
    {
        Duration[] intervals = [.. readings.Zip(readings.Skip(1), (first, second) => second.At - first.At).Order()];
        return intervals.Length == 0 ? Duration.MaxValue / (SilentIntervals * 2) : intervals[intervals.Length / 2];
    }
}
