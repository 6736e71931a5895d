using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Pages.Procedures.Editing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.TryOut;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Procedures.TryOut;

/// <summary>Plays the procedure on the screen in virtual time: who is asked when, and what follows.</summary>
public sealed partial class TryOutPanel(ProcedureTryOut tryOut, CurrentMoment clock) : IDisposable
{
    private const int MomentsMax = 500;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(900);

    private readonly TryOutWish _wish = new();
    private TryOutChoices? _choices;
    private TryOutResult? _result;
    private List<TryOutMoment> _moments = [];
    private Refusal? _refusal;
    private Later? _beat;
    private int _at;
    private bool _playing;
    private bool _busy;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired]
    public Asker Asker { get; set; } = null!;

    [Parameter, EditorRequired]
    public DateTimeZone Zone { get; set; } = DateTimeZone.Utc;

    /// <summary>The procedure as it is on the screen now.</summary>
    [Parameter, EditorRequired]
    public Func<Task<ProcedureDraft>> Draft { get; set; } = null!;

    /// <summary>Hears where the tokens are, and the element and line to bring into view.</summary>
    [Parameter]
    public EventCallback<TryOutSight> Shown { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _beat = new Later(Time, Pace, () => InvokeAsync(BeatAsync));
        _wish.Begins = (await clock.GetAsync()).Now.InZone(Zone).LocalDateTime
            .With(TimeAdjusters.TruncateToMinute).ToDateTimeUnspecified();
        await ChooseAsync();
    }

    private async Task ChooseAsync()
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        switch (await tryOut.ChoicesAsync(Asker, await Draft(), language, CancellationToken.None))
        {
            case Granted<TryOutChoices> { Value: var choices }:
                (_choices, _refusal) = (choices, null);
                if (choices.Starts.All(start => start.Key != _wish.Start))
                    _wish.Start = choices.Starts.Select(start => start.Key).FirstOrDefault("");
                break;
            case Refused<TryOutChoices> { Reason: var reason }:
                _refusal = reason;
                break;
        }
    }

    private async Task RunAsync()
    {
        _busy = true;
        try
        {
            await ChooseAsync();
            if (_refusal is not null) return;
            var (asker, draft, request) = (Asker, await Draft(), _wish.ToRequest(T, Zone));
            // Two weeks of a large procedure take a moment; the circuit stays free to answer meanwhile.
            Note(await Task.Run(() => tryOut.RunAsync(asker, draft, request, CancellationToken.None)));
            _playing = _moments.Count > 1;
            await GoAsync(0, keepsPlaying: true);
        }
        finally
        {
            _busy = false;
        }
    }

    private void Note(Answer<TryOutResult> answer)
    {
        _result = (answer as Granted<TryOutResult>)?.Value;
        _refusal = (answer as Refused<TryOutResult>)?.Reason;
        _moments = [.. (_result?.Moments ?? []).Where(moment => !moment.Entries.IsEmpty).Take(MomentsMax)];
    }

    private async Task BeatAsync()
    {
        if (!_playing) return;
        await GoAsync(_at + 1, keepsPlaying: true);
        StateHasChanged();
    }

    private Task ToggleAsync()
    {
        _playing = !_playing;
        if (!_playing) return Task.CompletedTask;
        return GoAsync(_at >= _moments.Count - 1 ? 0 : _at + 1, keepsPlaying: true);
    }

    private Task SlideAsync(ChangeEventArgs change) =>
        int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var at) ? GoAsync(at)
            : Task.CompletedTask;

    private async Task GoAsync(int at, bool keepsPlaying = false)
    {
        _at = Math.Clamp(at, 0, Math.Max(0, _moments.Count - 1));
        _playing = _playing && keepsPlaying && _at < _moments.Count - 1;
        if (_playing) _beat!.Ask();
        if (_moments.Count == 0)
        {
            await Shown.InvokeAsync(TryOutSight.Nothing);
            return;
        }

        var moment = _moments[_at];
        var element = moment.Entries.Select(entry => entry.ElementId).OfType<string>().FirstOrDefault();
        await Shown.InvokeAsync(new TryOutSight(
            RunMarks.Of(moment.Tokens, moment.Completed, T), element, $"moment-{_at}"));
    }

    private string Offset(TryOutMoment moment) => TryOutWords.Span(T, moment.At - _result!.Start);

    private string Exact(TryOutMoment moment) => ProcedureWords.Say(moment.At, Zone);

    private static string? ToneOf(TimelineEntry entry) => entry.Kind switch
    {
        TimelineKinds.Breached or TimelineKinds.FaultRaised or TimelineKinds.LevelUnreachable => "bad",
        TimelineKinds.LevelFired or TimelineKinds.Warned or TimelineKinds.Reassigned => "warned",
        TimelineKinds.Offered => "asked",
        TimelineKinds.Completed or TimelineKinds.Closed => "good",
        _ => null,
    };

    public void Dispose() => _beat?.Dispose();
}

/// <summary>What the diagram beside a try-out shows now.</summary>
public sealed record TryOutSight(IReadOnlyList<DiagramMark> Marks, string? Element, string? Line)
{
    public static readonly TryOutSight Nothing = new([], null, null);
}
