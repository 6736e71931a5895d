using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Designer.Pages.Work;

/// <summary>One field of a step's form as plain HTML. The browser's own checks only help; the desk checks all
/// again.</summary>
public sealed partial class StepField
{
    [Parameter, EditorRequired]
    public FormField Field { get; set; } = null!;

    [Parameter]
    public IReadOnlyList<string> Values { get; set; } = [];

    [Parameter]
    public string? Problem { get; set; }

    private string Name => StepActs.NameOf(Field.Key);

    private string Id => "f-" + Field.Key;

    private string Described => $"{Id}-help {Id}-problem";

    private string? Invalid => Problem is null ? null : "true";

    private string? Value => Values.Count > 0 ? Values[0] : null;

    private string InputType => (Field.Kind, Field.Moment) switch
    {
        (FormFieldKind.Number, _) => "number",
        (FormFieldKind.Datetime, FormMoment.Date) => "date",
        (FormFieldKind.Datetime, FormMoment.Time) => "time",
        (FormFieldKind.Datetime, _) => "datetime-local",
        _ => "text",
    };

    private string? InputMode => Field is { Kind: FormFieldKind.Number, DecimalDigits: 0 } ? "numeric"
        : Field.Kind == FormFieldKind.Number ? "decimal" : null;

    private string? Step => Field.Kind != FormFieldKind.Number ? null
        : Field.DecimalDigits is { } digits ? Number((decimal)Math.Pow(10, -Math.Clamp(digits, 0, 9))) : "any";

    private RenderFragment? Mark => !Field.Required ? null : builder =>
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "muted");
        builder.AddContent(2, T["work.form.required"]);
        builder.CloseElement();
    };

    private RenderFragment? Help => Field.Description is null ? null : builder =>
        Line(builder, "help", Id + "-help", Field.Description);

    private RenderFragment? Wrong => Problem is null
        ? null : builder => Line(builder, "validation-message", Id + "-problem", Problem);

    private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static void Line(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder, string look,
        string id, string text)
    {
        builder.OpenElement(0, "p");
        builder.AddAttribute(1, "class", look);
        builder.AddAttribute(2, "id", id);
        builder.AddContent(3, text);
        builder.CloseElement();
    }
}
