using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>Reads how an activity repeats.</summary>
internal static class LoopReader
{
    public static ExecutableMultiInstance? Of(Scene scene, Bpmn.Model.ActivityNode activity)
    {
        switch (activity.Loop)
        {
            case null:
                return null;
            case MultiInstanceLoop loop when loop.Behavior == MultiInstanceBehavior.All
                && loop.ComplexBehaviors.IsEmpty:
                return MultiInstance(scene, activity, loop);
            default:
                Refuse(scene, activity,
                    "repeats in a way that is not executed; use a multi-instance over a collection");
                return null;
        }
    }

    private static ExecutableMultiInstance? MultiInstance(
        Scene scene, Bpmn.Model.ActivityNode activity, MultiInstanceLoop loop)
    {
        if (loop.Collection is null == loop.LoopCardinality is null)
        {
            Refuse(scene, activity, "must say either its collection or its number of instances");
            return null;
        }

        return new(
            loop.IsSequential, Read("collection", loop.Collection), Read("loopCardinality", loop.LoopCardinality))
        {
            ElementVariable = loop.ElementVariable,
            OutputVariable = loop.OutputCollection,
            OutputElement = Read("outputElement", loop.OutputElement),
            CompletionCondition = Read("completionCondition", loop.CompletionCondition),
        };

        Feel.FeelExpression? Read(string field, BpmnExpression? expression) =>
            expression is null ? null : ExpressionReader.Expression(scene, activity.Id, field, expression);
    }

    private static void Refuse(Scene scene, Bpmn.Model.ActivityNode activity, string what) =>
        scene.Findings.Error(
            EngineCodes.LoopNotExecuted, activity.Id, $"'{activity.Label}' {what}.", "loopCharacteristics");
}
