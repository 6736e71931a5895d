using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>What the diagram names in other files must be there.</summary>
internal static class References
{
    public static void Check(string path, BuiltProcedure built, BuildProblems problems)
    {
        foreach (var process in built.Definitions!.Processes)
            foreach (var node in process.Body.AllNodes()) problems.Add(path, Check(node, built));
    }

    private static IEnumerable<Diagnostic> Check(FlowNode node, BuiltProcedure built)
    {
        if (node.Sop.Form is { } form && !built.Forms.ContainsKey(form.Ref))
        {
            yield return Diagnostic.Error("PROC002",
                $"{node.Label}: there is no form {form.Ref}. Add it, or choose another form for the step.",
                Location.Element(node.Id, "form.ref"));
        }

        foreach (var trigger in node.Sop.Triggers)
        {
            if (built.LevelsOf(trigger.Situation) is not { } levels)
            {
                // What is wrong with the rule itself is told once, where it stands.
                if (built.MayHold(trigger.Situation)) continue;
                yield return Diagnostic.Error("PROC003",
                    $"{node.Label}: there is no situation {trigger.Situation}. Add it, or choose another trigger.",
                    Location.Element(node.Id, "trigger.situation"));
            }
            else if (trigger.Level is { } level && !levels.Contains(level))
            {
                yield return Diagnostic.Error("PROC004",
                    $"{node.Label}: the situation {trigger.Situation} has no level {level}. Choose one of "
                        + $"{string.Join(", ", levels)}.",
                    Location.Element(node.Id, "trigger.level"));
            }
        }
    }
}
