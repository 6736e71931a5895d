using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Activities;

/// <summary>Somebody does each step of people.</summary>
internal static class RoleRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from task in scope.Nodes<UserTask>()
        where task.Resources.All(role => role.Assignment is null)
            && scope.Definitions.RolesOf(scope.Process, task).IsEmpty
        select LintScope.Error("BPMN131", task,
            $"Nobody does {task.Label}. Name a role, or put it in a lane that is named as a role.",
            "potentialOwner");
}
