using Samanvay.Feel;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>Which field of the properties a problem is about.</summary>
internal static class ProblemPlaces
{
    /// <summary>The ids of the fields, the best first; the name where nothing fits better.</summary>
    public static IReadOnlyList<string> FieldsOf(Diagnostic problem) => problem.Location.Field switch
    {
        "potentialOwner" => ["p-role"],
        "conditionExpression" => ["p-condition"],
        "trigger" => ["p-situation", "p-reference"],
        "text" => ["p-name-hi", "p-name"],
        "serviceLevel.warnAt" => ["p-resolve-warn", "p-ack-warn"],
        "serviceLevel.ladder" => ["p-resolve-ladder", "p-ack-ladder"],
        { } field when field.StartsWith("serviceLevel", StringComparison.Ordinal) =>
            ["p-resolve-target", "p-ack-target"],
        _ => problem.Code switch
        {
            "BPMN121" => ["p-timer", "p-situation", "p-condition", "p-reference", "p-name"],
            "BPMN132" => ["p-activity", "p-decision-ref", "p-called", "p-name"],
            _ => ["p-name"],
        },
    };
}
