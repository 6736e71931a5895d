using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Tests.Runtime.Work;

/// <summary>Fills a form in with anything that it accepts.</summary>
internal static class FormInput
{
    public static FeelContext Of(Form? form) => FeelContext.Of(
        (form?.Inputs ?? []).Select(field => KeyValuePair.Create(field.Key, Value(field))));

    private static FeelValue Value(FormField field) => field.Kind switch
    {
        FormFieldKind.Number => FeelValue.Of(field.Min ?? 1m),
        FormFieldKind.Checkbox => FeelValue.True,
        FormFieldKind.Select or FormFieldKind.Radio => FeelValue.Of(field.Options[0].Value),
        FormFieldKind.Checklist => FeelList.Of([FeelValue.Of(field.Options[0].Value)]),
        FormFieldKind.Datetime when field.Moment == FormMoment.Date => FeelValue.Of("2026-07-31"),
        FormFieldKind.Datetime when field.Moment == FormMoment.Time => FeelValue.Of("18:30"),
        FormFieldKind.Datetime => FeelValue.Of("2026-07-31T18:30"),
        _ => FeelValue.Of("As agreed on the telephone."),
    };
}
