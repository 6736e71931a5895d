using System.Globalization;
using System.Text;
using NodaTime;
using Samanvay.Designer.Components;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>What a trial's values are measured on: fixed while a line is moved, so that the curve stands still under
/// the hand.</summary>
/// <param name="Step">A line moves by so much.</param>
internal sealed record TrialAxis(decimal Low, decimal High, decimal Step)
{
    // Room beyond what there is, so that a line can be moved out of it.
    private const decimal Margin = 0.1m;

    // What differs by less is one value.
    private const decimal Finest = 0.000_001m;

    private const int LinesAbout = 5;
    private const int StepsAbout = 400;

    public int Steps => (int)((High - Low) / Step);

    public static TrialAxis Of(IEnumerable<decimal> values)
    {
        var (low, high) = (decimal.MaxValue, decimal.MinValue);
        foreach (var value in values.Select(Drawn)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) (low, high) = (0, 10);
        if (high - low < Finest) (low, high) = (low - 1, high + 1);
        var room = (high - low) * Margin;
        (low, high) = (low >= 0 ? Math.Max(0, low - room) : low - room, high + room);
        var grid = Round((high - low) / LinesAbout);
        (low, high) = (Math.Floor(low / grid) * grid, Math.Ceiling(high / grid) * grid);
        return new(low, high, Round((high - low) / StepsAbout));
    }

    public IEnumerable<decimal> Lines()
    {
        var grid = Round((High - Low) / LinesAbout);
        for (var line = Low; line <= High; line += grid) yield return line;
    }

    public int StepOf(decimal value) => (int)Math.Clamp(Math.Round((Drawn(value) - Low) / Step), 0, Steps);

    public decimal ValueAt(int step) => Low + (step * Step);

    private static decimal Drawn(decimal value) =>
        Math.Clamp(value, -SituationRule.NumberMax, SituationRule.NumberMax);

    private static decimal Round(decimal rough)
    {
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)rough)));
        return power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}

/// <summary>Scales a trial into a frame. A long series is thinned to the lowest and highest of each column of the
/// drawing; it is judged whole.</summary>
internal sealed class TrialPlot(TrialAxis axis, Interval time, Frame frame)
{
    private const double TimeWidth = 74;

    private const int HoursOfMonth = 730;
    private const int MonthsOfYear = 12;

    private static readonly int[] Hours = [1, 2, 3, 6, 12, 24, 48, 168, 336];

    private static readonly int[] Months = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 6000];

    public Frame Frame => frame;

    public double X(Instant at) => Math.Clamp(
        frame.Left + ((at - time.Start) / time.Duration * (frame.Right - frame.Left)), frame.Left, frame.Right);

    public double Y(decimal value) => Math.Clamp(
        frame.Bottom - (((double)value - (double)axis.Low) / (double)(axis.High - axis.Low)
            * (frame.Bottom - frame.Top)),
        frame.Top, frame.Bottom);

    /// <summary>A line through what is known; where nothing is, or for longer than <paramref name="gap"/>, it
    /// breaks.</summary>
    public string Line(IEnumerable<TrialPoint> points, Duration gap)
    {
        var path = new StringBuilder();
        Column? open = null;
        Instant? before = null;
        foreach (var point in points)
        {
            var breaks = before is { } last && point.At - last > gap;
            if (point.Value is null || breaks)
            {
                open?.Draw(path);
                (open, before) = (null, null);
            }

            if (point.Value is not { } value) continue;
            var (x, y) = (Math.Round(X(point.At)), Y(value));
            if (open is { } column && column.X == x)
            {
                column.Add(y);
            }
            else
            {
                var begins = open is null;
                open?.Draw(path);
                open = new Column(x, y, begins);
            }

            before = point.At;
        }

        open?.Draw(path);
        return path.ToString();
    }

    /// <summary>The axis of time is too long for months.</summary>
    public bool IsYearly => IsMonthly && MonthsApart >= MonthsOfYear;

    /// <summary>The axis of time is too long for days.</summary>
    public bool IsMonthly => time.Duration.TotalHours / Hours[^1] > NamesMax;

    private int MonthsApart => Months.FirstOrDefault(
        months => time.Duration.TotalHours / HoursOfMonth / months <= NamesMax, Months[^1]);

    private double NamesMax => Math.Max(1, (frame.Right - frame.Left) / TimeWidth);

    /// <summary>Instants to name on the axis of time: whole hours, days or months of the city.</summary>
    public IEnumerable<Instant> Times(DateTimeZone zone)
    {
        var first = time.Start.InZone(zone).Date;
        return (IsMonthly ? Monthly(first) : Hourly(first))
            .Select(local => zone.AtLeniently(local).ToInstant()).TakeWhile(at => at <= time.End)
            .Where(at => at >= time.Start);
    }

    private IEnumerable<LocalDateTime> Hourly(LocalDate first)
    {
        var step = Hours.First(hours => time.Duration.TotalHours / hours <= NamesMax);
        for (var at = first.AtMidnight(); ; at = at.PlusHours(step)) yield return at;
    }

    private IEnumerable<LocalDateTime> Monthly(LocalDate first)
    {
        var step = MonthsApart;
        for (var at = new LocalDate(first.Year, 1, 1); ; at = at.PlusMonths(step)) yield return at.AtMidnight();
    }

    public static string C(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private sealed class Column(double x, double first, bool begins)
    {
        private double _low = double.MaxValue;
        private double _high = double.MinValue;
        private double _last;

        public double X => x;

        public void Add(double y) => (_low, _high, _last) =
            (Math.Min(Math.Min(_low, y), first), Math.Max(Math.Max(_high, y), first), y);

        public void Draw(StringBuilder path)
        {
            path.Append(begins ? 'M' : 'L').Append(C(x)).Append(',').Append(C(first));
            if (_low > _high) return;
            path.Append('L').Append(C(x)).Append(',').Append(C(_low));
            path.Append('L').Append(C(x)).Append(',').Append(C(_high));
            path.Append('L').Append(C(x)).Append(',').Append(C(_last));
        }
    }
}
