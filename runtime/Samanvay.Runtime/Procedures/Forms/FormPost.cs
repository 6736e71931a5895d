using Samanvay.Feel.Values;

namespace Samanvay.Runtime.Procedures.Forms;

/// <summary>Turns what a browser posts without any script into the form's input. <see cref="FormCheck"/> judges
/// it.</summary>
public static class FormPost
{
    /// <param name="values">By field key; what belongs to no field of the form is left to the page.</param>
    public static FeelContext Read(Form form, Func<string, IReadOnlyList<string?>> values) =>
        FeelContext.Of(form.Inputs.Select(field => KeyValuePair.Create(field.Key, Value(field, values(field.Key)))));

    private static FeelValue Value(FormField field, IReadOnlyList<string?> posted) => field.Kind switch
    {
        // A browser sends nothing at all for a box that is not ticked.
        FormFieldKind.Checkbox => FeelValue.Of(posted.Any(value => value is "true" or "on")),
        FormFieldKind.Checklist => FeelList.Of(posted.OfType<string>().Select(value => (FeelValue)FeelValue.Of(value))),
        _ => posted is [{ } single, ..] ? FeelValue.Of(single) : FeelValue.Null,
    };
}
