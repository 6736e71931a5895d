using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Work;

/// <summary>Gives a form the labels of another language; what has no translation stays as it is.</summary>
internal static class FormTexts
{
    /// <param name="name">The form's name in the procedure: places read <c>forms/name/field</c> and, for an option,
    /// <c>forms/name/field.value</c>. Its heading is at <c>forms/name/title</c>.</param>
    public static Form Translate(Form form, string name, ProcedureTexts texts) =>
        form with
        {
            Fields =
            [
                .. form.Fields.Select(field => IsHeading(field)
                    ? Heading(field, texts[$"forms/{name}/title"])
                    : Translate(field, $"forms/{name}/{field.Key}", texts)),
            ],
        };

    private static bool IsHeading(FormField field) =>
        field.Kind == FormFieldKind.Text && field.Label.StartsWith('#');

    // The signs before it say how large it stands.
    private static FormField Heading(FormField field, string? said) => said is null ? field
        : field with { Label = field.Label[..(field.Label.LastIndexOf('#') + 1)] + " " + said };

    private static FormField Translate(FormField field, string place, ProcedureTexts texts) => field with
    {
        Label = texts[place] ?? field.Label,
        Description = texts[$"{place}.description"] ?? field.Description,
        Options =
        [
            .. field.Options.Select(option => option with
            {
                Label = texts[$"{place}.{option.Value}"] ?? option.Label,
            }),
        ],
    };
}
