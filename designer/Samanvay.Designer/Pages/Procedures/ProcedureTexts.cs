using Samanvay.Designer.Localization;
using Samanvay.Runtime.Access;

namespace Samanvay.Designer.Pages.Procedures;

/// <summary>Refusals in the person's language, where there are words; else as the front door says them.</summary>
internal static class ProcedureTexts
{
    public static string Refusal(Texts texts, Refusal refusal)
    {
        if (refusal is Invalid { Problems: [var first, ..] }) return texts.Say(first);
        var key = "procedures.refusal." + refusal.Code;
        var text = texts[key];
        return text == key ? texts.Say(refusal) : text;
    }
}
