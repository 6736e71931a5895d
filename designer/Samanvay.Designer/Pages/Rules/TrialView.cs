using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>A trial as it is drawn.</summary>
/// <param name="Levels">Where they stand now, also while the rule has problems.</param>
public sealed record TrialView(TrialSeries Series, IReadOnlyList<SituationLevel> Levels, string Unit)
{
    // So many usual times between readings without any are a gap in the curve.
    private const int GapIntervals = 4;

    // A twentieth of the time without readings is seen on the chart.
    private const int PartsSeen = 20;

    private IReadOnlyList<TrialPoint>? _points;
    private Duration? _gap;

    internal TrialAxis Axis { get; init; } = TrialAxis.Of([]);

    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Absent while it can not be read.</summary>
    public SituationRule? Rule { get; init; }

    /// <summary>Absent while the rule can not be tried.</summary>
    public TrialResult? Result { get; init; }

    public TrialResult? InForce { get; init; }

    /// <summary>The levels are judged on something else than the readings: then that is drawn too.</summary>
    public bool HasFigure { get; init; }

    public bool CanMove { get; init; }

    /// <summary>How far back what is judged reaches; nothing where it is a reading.</summary>
    public Duration Window => Rule?.Measure.Over ?? Duration.Zero;

    public Interval Time => new(
        Series.From, Instant.Max(Series.Until, Series.From + Duration.FromHours(1)));

    public IReadOnlyList<TrialPoint> Points =>
        _points ??= [.. Series.Own.Select(reading => new TrialPoint(reading.At, reading.Value))];

    /// <summary>From the first reading to the last, where they are far from filling the time; absent where they
    /// do.</summary>
    public Interval? ReadBetween
    {
        get
        {
            if (Points.Count == 0 || Rule is null or { IsEvents: true }) return null;
            var (first, last) = (Points[0].At, Points[^1].At);
            var room = Duration.Max(Gap, Time.Duration / PartsSeen);
            return first - Series.From > room || Series.Until - last > room ? new Interval(first, last) : null;
        }
    }

    public Duration Gap => _gap ??= Usual() * GapIntervals;

    private Duration Usual()
    {
        Duration[] apart = [.. Points.Zip(Points.Skip(1), (one, next) => next.At - one.At).Order()];
        return apart.Length == 0 ? Time.Duration : apart[apart.Length / 2];
    }
}
