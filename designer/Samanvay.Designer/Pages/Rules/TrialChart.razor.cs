using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Components;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>
/// The drawing of a trial at one width. The lines of the levels are native sliders, so that mouse, finger and arrow
/// keys move them alike; all that is drawn stands in the tables under it.
/// </summary>
public sealed partial class TrialChart
{
    private const int LabelLeft = 26;
    private const int LettersMax = 20;
    private const int LettersMaxSlim = 11;
    private const double Letter = 7.6;
    private const int Lanes = 3;
    private const int LaneHeight = 20;
    private const int LabelHeight = 16;
    private const int MarksMax = 300;
    private const int NumbersMax = 30;
    private const int Wide = 600;
    private const double WindowMin = 2;

    private Frame _frame;
    private TrialPlot _plot = null!;
    private (TrialSeries, TrialAxis, Frame)? _drawnOn;
    private TrialResult? _drawnOf;
    private string _line = "";
    private string _figure = "";
    private double[] _labels = [];

    [Parameter, EditorRequired]
    public TrialView View { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Summary { get; set; } = "";

    [Parameter]
    public int Width { get; set; } = 860;

    [Parameter]
    public int Height { get; set; } = 420;

    /// <summary>Told which level is to begin where, and whether the hand still holds it.</summary>
    [Parameter]
    public EventCallback<(int Level, decimal To, bool IsHeld)> Move { get; set; }

    private string Unit => View.Unit;

    private string HatchId => $"hatch-{Width}";

    private string HelpId => $"handles-{Width}";

    private IEnumerable<TrialFault> Faults => (View.Result?.Faults ?? []).Take(MarksMax);

    private IEnumerable<(TrialFiring, int)> Firings =>
        (View.Result?.Firings ?? []).Take(MarksMax).Select((firing, index) => (firing, index + 1));

    // Up to here each hour is told by its sums.
    private double? HourlyUntil =>
        View.Series is { IsHourly: true, KeptFrom: { } kept } ? _plot.X(Instant.Min(kept, View.Time.End)) : null;

    private string HourlyLabel => Width < Wide
        ? T["rules.hourly.mark"] : T["rules.hourly.until", RuleWords.Moment(View.Series.KeptFrom!.Value, View.Zone)];

    // What was judged when a level was raised, where it is wide enough to be seen.
    private IEnumerable<(double X, double Width, int Severity)> Windows =>
        from firing in View.Window > Duration.Zero ? Firings.Select(one => one.Item1) : []
        let x = _plot.X(firing.At - View.Window)
        let width = _plot.X(firing.At) - x
        where width >= WindowMin
        select (x, width, firing.Severity);

    protected override void OnParametersSet()
    {
        _frame = new Frame(64, 26, Width - RoomForLabels(), Height - 30 - (Lanes * LaneHeight));
        _plot = new TrialPlot(View.Axis, View.Time, _frame);
        DrawCurves();
        _labels = new double[View.Levels.Count];
        var free = _frame.Top;
        foreach (var index in Enumerable.Range(0, _labels.Length).OrderByDescending(at => View.Levels[at].At))
        {
            _labels[index] = Math.Max(_plot.Y(View.Levels[index].At), free);
            free = _labels[index] + LabelHeight;
        }
    }

    // The curves are the same while a line is moved over them.
    private void DrawCurves()
    {
        var (on, of) = ((View.Series, View.Axis, _frame), View.HasFigure ? View.Result : null);
        if (_drawnOn != on) _line = _plot.Line(View.Points, View.Gap);
        if (_drawnOn != on || _drawnOf != of) _figure = of is null ? "" : _plot.Line(of.Figures, View.Gap);
        (_drawnOn, _drawnOf) = (on, of);
    }

    // So wide that the names of the levels stand beside the plot whole, as far as they have room.
    private double RoomForLabels() => LabelLeft + 8
        + (Letter * View.Levels.Select(level => NameOf(level).Length + 1 + Digits).DefaultIfEmpty(0).Max());

    // Of any number to which a level can be moved, so that the plot does not grow and shrink while one is.
    private int Digits => View.Levels.Select(level => level.At)
        .Concat([View.Axis.Low + View.Axis.Step, View.Axis.High - View.Axis.Step])
        .Max(value => RuleWords.Number(value).Length);

    // Handles of levels that lie close stand beside each other.
    private double HandleX(int level) => _frame.Right - 14 - (View.Levels.Count - 1 - level) * 30;

    private double LaneY(int lane) => _frame.Bottom + 14 + (lane * LaneHeight);

    private double Span(Instant from, Instant? to) => Math.Max(3, _plot.X(to ?? View.Time.End) - _plot.X(from));

    private string LineOf(SituationLevel level, int index) =>
        $"M{C(_frame.Left)},{C(_plot.Y(level.At))}H{C(_frame.Right)}L{C(_frame.Right + 22)},{C(_labels[index])}";

    private string LabelOf(SituationLevel level) => $"{NameOf(level)} {RuleWords.Number(level.At)}";

    private string NameOf(SituationLevel level)
    {
        var room = Math.Max(4, (Width < Wide ? LettersMaxSlim : LettersMax) - Digits - 1);
        return level.Name.Length <= room ? level.Name : level.Name[..(room - 1)] + "…";
    }

    private string TitleOf(TrialFiring firing, int number) =>
        T["rules.firing.title", number, RuleWords.Moment(firing.At, View.Zone), firing.Level];

    // Where a day begins, its date; a year is told by its months, and what is longer by its years.
    private string Clock(Instant at)
    {
        var local = at.InZone(View.Zone);
        var form = _plot.IsYearly ? "yyyy" : _plot.IsMonthly ? "MMM yy"
            : local.TimeOfDay == LocalTime.Midnight ? "d MMM" : "HH:mm";
        return local.ToString(form, CultureInfo.CurrentCulture);
    }

    private static string C(double value) => TrialPlot.C(value);

    private static string Percent(double part, double of) => string.Create(
        CultureInfo.InvariantCulture, $"{part / of * 100:0.###}%");
}
