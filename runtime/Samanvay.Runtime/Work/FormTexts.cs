using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Work;

/// <summary>Gives a form the labels of another language; what has no translation stays as it is.</summary>
internal static class FormTexts
{
    /// <param name="name">The form's name in the procedure: places read <c>forms/name/field</c> and, for an option,
    /// <c>forms/name/field.value</c>.</param>
    public static Form Translate(Form form, string name, ProcedureTexts texts) =>
        form with { Fields = [.. form.Fields.Select(field => Translate(field, $"forms/{name}/{field.Key}", texts))] };

    private static FormField Translate(FormField field, string place, ProcedureTexts texts) => field with
    {
        Label = texts[place] ?? field.Label,
        Options =
        [
            .. field.Options.Select(option => option with
            {
                Label = texts[$"{place}.{option.Value}"] ?? option.Label,
            }),
        ],
    };
}
