using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Activities;

/// <summary>Each automatic step says what it does.</summary>
internal static class WorkRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var activity in scope.Nodes<ActivityNode>())
        {
            if (Missing(activity, scope.Definitions.ExpressionLanguage) is { } missing)
            {
                yield return LintScope.Error("BPMN132", activity,
                $"{activity.Label} {(Sentence)missing}");
            }

            if (activity is AbstractTask)
            {
                yield return LintScope.Warning("BPMN133", activity,
                    $"{activity.Label} does nothing. Make it a step of people or of a machine.");
            }
        }
    }

    // BPMN 2.0.2, table 10.12: a script says its language; that of the file's expressions will do.
    private static string? Missing(ActivityNode activity, string? language) => activity switch
    {
        ServiceTask { Sop.Activity: null } => "does not say which activity it runs. Choose one of the library.",
        SendTask { Sop.Activity: null, MessageRef: null } =>
            "sends nothing. Choose a message or an activity of the library.",
        ReceiveTask { MessageRef: null } => "does not say which message it waits for. Choose one.",
        BusinessRuleTask { Sop.Decision: null } => "does not say which decision it takes. Choose one.",
        CallActivity { CalledElement: null or "" } => "does not say which procedure it calls. Choose one.",
        ScriptTask { Script: null or "" } => "has no script.",
        ScriptTask { ScriptFormat: null } when language is null =>
            "does not say the language of its script. Scripts are FEEL; say so.",
        ScriptTask { ScriptFormat: var format } when !IsFeel(format ?? language!) =>
            $"is written in {format ?? language}. Scripts are FEEL; write it in FEEL.",
        _ => null,
    };

    private static bool IsFeel(string format) => format.Contains("feel", StringComparison.OrdinalIgnoreCase);
}
