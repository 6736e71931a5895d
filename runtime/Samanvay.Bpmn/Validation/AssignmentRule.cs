using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>Who does a step is either found by the parameters of a role or by an expression: BPMN 2.0.2,
/// 10.3.1.</summary>
internal static class AssignmentRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from role in document.Named("performer", "humanPerformer", "potentialOwner", "resourceRole")
        where role.Child("resourceAssignmentExpression") is not null
            && (role.Child("resourceRef") is not null || role.Child("resourceParameterBinding") is not null)
        select StandardDocument.Error("BPMN162", role.Parent!,
            $"{StandardDocument.Label(role.Parent!)} finds who does it both by a role and by an expression. Keep one.");
}
