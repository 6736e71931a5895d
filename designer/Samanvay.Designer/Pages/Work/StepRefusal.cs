using Samanvay.Designer.Localization;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Work;

/// <summary>Why a step was not done: in words of its own where the general ones say too little.</summary>
internal static class StepRefusal
{
    public static string Say(Texts texts, Refusal refusal) => refusal switch
    {
        AlreadyDone or Samanvay.Runtime.Access.NotFound => texts["work.refusal.over"],
        Taken => texts["work.refusal.taken"],
        NotAllowed => texts["work.refusal.notallowed"],
        Invalid => texts["work.refusal.invalid"],
        NotPossible { Reason: "run-held" } => texts["work.refusal.held"],
        Overloaded => texts["work.refusal.busy"],
        _ => texts.Say(refusal),
    };
}
