using Samanvay.Designer.Localization;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Work;

/// <summary>Why something was not done, in the person's language where there are words for it.</summary>
internal static class StepRefusal
{
    public static string Say(Texts texts, Refusal refusal) => refusal switch
    {
        AlreadyDone or Samanvay.Runtime.Access.NotFound => texts["work.refusal.over"],
        Taken => texts["work.refusal.taken"],
        NotAllowed => texts["work.refusal.notallowed"],
        Invalid => texts["work.refusal.invalid"],
        Overloaded => texts["work.refusal.busy"],
        _ => refusal.Message,
    };
}
