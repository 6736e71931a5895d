using Samanvay.Feel;
namespace Samanvay.Engine.Compilation;

/// <summary>How many tokens an activity needs and gives: BPMN 2.0.2, table 10.3, neither may be less than 1.</summary>
internal static class Quantities
{
    public static void Check(Scene scene, Bpmn.Model.ActivityNode activity)
    {
        if (activity.StartQuantity < 1) Refuse(scene, activity, "would begin without a token", "startQuantity");
        if (activity.CompletionQuantity < 1) Refuse(scene, activity, "would end without a token", "completionQuantity");
    }

    private static void Refuse(Scene scene, Bpmn.Model.ActivityNode activity, Sentence what, string field) =>
        scene.Findings.Error(
            EngineCodes.BadQuantity, activity.Id, $"'{activity.Label}' {what}; give at least 1.", field);
}
