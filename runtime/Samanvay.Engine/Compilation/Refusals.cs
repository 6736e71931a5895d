using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>Attributes that the standard allows on elements we run, and that we do not execute.</summary>
internal static class Refusals
{
    public static void Check(Scene scene, FlowNode node)
    {
        if (node is Bpmn.Model.ActivityNode activity) CheckActivity(scene, activity);
        if (node is EventNode { Properties.IsEmpty: false } or EventNode { DataAssociations.IsEmpty: false })
            Data(scene, node);
    }

    public static string Kind(FlowNode node) => node switch
    {
        CallActivity => "a call activity",
        Transaction => "a transaction",
        AdHocSubProcess => "an ad-hoc sub-process",
        ComplexGateway => "a complex gateway",
        EventBasedGateway => "a gateway that starts the procedure",
        ReceiveTask => "a receive task that starts the procedure",
        _ => "this kind of element",
    };

    private static void CheckActivity(Scene scene, Bpmn.Model.ActivityNode activity)
    {
        if (activity.StartQuantity != 1 || activity.CompletionQuantity != 1)
            Refuse(scene, activity, "waits for or sends out several tokens at once", "startQuantity");
        if (activity.IsForCompensation) Refuse(scene, activity, "runs for compensation only", "isForCompensation");
        var hasData = !activity.Properties.IsEmpty || !activity.InputAssociations.IsEmpty
            || !activity.OutputAssociations.IsEmpty
            || activity.Io is { Inputs.IsEmpty: false } or { Outputs.IsEmpty: false };
        if (hasData) Data(scene, activity);
    }

    private static void Refuse(Scene scene, FlowNode node, string what, string field) => scene.Findings.Error(
        EngineCodes.QuantityNotExecuted, node.Id, $"'{node.Label}' {what}; this is not executed.", field);

    private static void Data(Scene scene, FlowNode node) => scene.Findings.Error(
        EngineCodes.DataNotExecuted, node.Id,
        $"'{node.Label}' has data associations; they are not executed. Use sop:input, sop:output and sop:variable.");
}
