using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

/// <summary>What a person wants the rule to be tried on.</summary>
/// <param name="Source">As the list of sources names it.</param>
public sealed record TrialWish(string Source, TrialSpan Span)
{
    public string Csv { get; init; } = "";

    public string? FileName { get; init; }

    public string? Column { get; init; }

    public bool IsYear => Span == TrialSpan.Year && Source.StartsWith("device:", StringComparison.Ordinal);

    /// <summary>Absent while there is nothing to read yet.</summary>
    public TrialSource? Read(string tableName) => Source.Split(':', 2) switch
    {
        ["device", var id] => new DeviceSource(id, Span),
        ["recording", var id] => new RecordingSource(id),
        _ => Csv.Length == 0 ? null : new TableSource(FileName ?? tableName, Csv, Column),
    };
}

/// <summary>The chart beside the rule: which series, what the rule makes of it, and the same as tables.</summary>
public sealed partial class TrialPanel
{
    private const int PreviewMax = 2_000;
    private const string Example = "time,value\n2026-08-03T22:00:00Z,7.5";

    private bool _isTooLarge;

    [Parameter, EditorRequired]
    public TrialWish Wish { get; set; } = null!;

    [Parameter]
    public EventCallback<TrialWish> Change { get; set; }

    [Parameter]
    public IReadOnlyList<RuleDevice> Devices { get; set; } = [];

    [Parameter]
    public IReadOnlyList<RuleRecording> Recordings { get; set; } = [];

    /// <summary>The rule is without problems.</summary>
    [Parameter]
    public bool CanTry { get; set; } = true;

    [Parameter]
    public TrialView? View { get; set; }

    [Parameter]
    public TrialComparison? Compared { get; set; }

    [Parameter]
    public Refusal? Refusal { get; set; }

    [Parameter]
    public EventCallback<(int Level, decimal To, bool IsHeld)> Move { get; set; }

    // What is long would be sent back to the browser with every change, and what came as a file is changed there.
    private bool IsKept => Wish.FileName is not null || Wish.Csv.Length > PreviewMax;

    private (ImmutableArray<string> Names, string? Usual) Columns =>
        Wish.Csv.Length == 0 ? ([], null) : RecordedSeries.Columns(Wish.Csv);

    // Drawn nowhere else: how much of it there is.
    private string TableSize =>
        T["rules.table.size", Wish.FileName ?? T["rules.source.table"], Wish.Csv.AsSpan().Count('\n')];

    private string? Called => Wish.IsYear ? T["rules.lastyear"] : null;

    private string WhyTable => Devices.Count == 0 && Recordings.Count == 0
        ? T["rules.table.empty.none"] : T["rules.table.empty.text"];

    private string SummaryOf(TrialView view) =>
        T["rules.summary", view.Series.Name, RuleVerdict.Range(T, view), RuleVerdict.Say(T, view, Compared, null)];

    private Task SourceAsync(ChangeEventArgs change) =>
        Change.InvokeAsync(Wish with { Source = change.Value as string ?? "" });

    private Task SpanAsync(ChangeEventArgs change) =>
        Change.InvokeAsync(Wish with { Span = Enum.Parse<TrialSpan>(change.Value as string ?? "") });

    private Task PasteAsync(ChangeEventArgs change) => Change.InvokeAsync(
        Wish with { Csv = change.Value as string ?? "", FileName = null, Column = null });

    private Task OtherAsync() => Change.InvokeAsync(Wish with { Csv = "", FileName = null, Column = null });

    private async Task FileAsync(InputFileChangeEventArgs chosen)
    {
        _isTooLarge = chosen.File.Size > RecordedSeries.CharactersMax;
        if (_isTooLarge) return;
        using var content = new MemoryStream();
        await using var sent = chosen.File.OpenReadStream(RecordedSeries.CharactersMax);
        await sent.CopyToAsync(content);
        await Change.InvokeAsync(Wish with
        {
            Csv = RecordedSeries.TextOf(content.ToArray()), FileName = chosen.File.Name, Column = null,
        });
    }
}
