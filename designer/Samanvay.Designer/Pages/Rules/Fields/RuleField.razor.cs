using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using Samanvay.Designer.Localization;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules.Fields;

/// <summary>How a field of a rule is written.</summary>
public enum RuleFieldForm { Text, Prose, Number, Time, Expression, Moment }

/// <summary>One setting of a rule, with what it comes to here and what is wrong with it.</summary>
public sealed partial class RuleField
{
    // As the browser's own field for a time writes it.
    private static readonly LocalDateTimePattern Local =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>As problems and the file name it.</summary>
    [Parameter, EditorRequired]
    public string Field { get; set; } = "";

    [Parameter]
    public RuleFieldForm Form { get; set; } = RuleFieldForm.Number;

    [Parameter]
    public string? Unit { get; set; }

    [Parameter]
    public string? Help { get; set; }

    /// <summary>What counts while nothing is written.</summary>
    [Parameter]
    public string? Usual { get; set; }

    /// <summary>What may be meant; anything else can be written too.</summary>
    [Parameter]
    public IReadOnlyList<string> Choices { get; set; } = [];

    [CascadingParameter]
    public RuleWork Bench { get; set; } = null!;

    private string Id => RuleWords.Id(Field);

    private string? Written => Bench.File[Field];

    // What is no moment is shown as it is written, so that it can be corrected.
    private bool IsMoment => Form == RuleFieldForm.Moment && (Written is null || Moment is not null);

    private Instant? Moment => ClockText.TryParseInstant(Written ?? "", out var at) ? at : null;

    private string? Shown => Form switch
    {
        RuleFieldForm.Time => DurationWords.Say(T, Written),
        RuleFieldForm.Moment when Moment is { } at => Local.Format(at.InZone(Bench.Zone).LocalDateTime),
        _ => Written,
    };

    private string? Here => Form is RuleFieldForm.Expression || Bench.Here(T, Written) is not { } here ? null
        : Unit is null ? here : $"{here} {Unit}";

    private bool IsWrong => Bench.Reading.About(Field).Any(problem => problem.Severity == Severity.Error);

    private Task ChangedAsync(ChangeEventArgs change)
    {
        var text = (change.Value as string ?? "").Trim();
        return Bench.ChangeAsync(
            Field, Read(text), Form == RuleFieldForm.Number ? RuleFieldKind.Number : RuleFieldKind.Text);
    }

    private string Read(string text) => Form switch
    {
        RuleFieldForm.Time => RuleWords.Time(T, text),
        RuleFieldForm.Expression when text.Length > 0 && text[0] != '=' => "=" + text,
        RuleFieldForm.Moment when Local.Parse(text) is { Success: true, Value: { Year: >= 1 and <= 9998 } local } =>
            InstantPattern.General.Format(Bench.Zone.AtLeniently(local).ToInstant()),
        _ => text,
    };
}
