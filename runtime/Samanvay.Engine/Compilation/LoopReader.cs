using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation.Events;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>Reads how an activity repeats.</summary>
internal static class LoopReader
{
    public static void Read(Scene scene, ActivityNode activity)
    {
        var model = (Bpmn.Model.ActivityNode)activity.Model;
        if (model.Loop is MultiInstanceLoop multi) activity.Loop = MultiInstance(scene, model, multi);
        if (model.Loop is StandardLoop loop) activity.Repeat = Standard(scene, model, loop);
    }

    private static ExecutableStandardLoop? Standard(Scene scene, Bpmn.Model.ActivityNode activity, StandardLoop loop)
    {
        // BPMN 2.0.2, 10.3.8: a loop may leave its condition open; such a one is a drawing and can not run.
        if (loop.LoopCondition is null && loop.LoopMaximum is null)
        {
            Refuse(scene, activity, "repeats without end; give a loop condition or a maximum");
            return null;
        }

        if (loop.LoopMaximum < 0)
        {
            Refuse(scene, activity, $"repeats {loop.LoopMaximum} times; the maximum can not be negative");
            return null;
        }

        return new(loop.TestBefore, loop.LoopMaximum, Expression(scene, activity, "loopCondition", loop.LoopCondition));
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
            loop.IsSequential, Expression(scene, activity, "collection", loop.Collection),
            Expression(scene, activity, "loopCardinality", loop.LoopCardinality))
        {
            ElementVariable = loop.ElementVariable,
            OutputVariable = loop.OutputCollection,
            OutputElement = Expression(scene, activity, "outputElement", loop.OutputElement),
            CompletionCondition = Expression(scene, activity, "completionCondition", loop.CompletionCondition),
            Events = [.. Events(scene, activity, loop)],
        };
    }

    private static IEnumerable<ExecutableMultiInstanceEvent> Events(
        Scene scene, Bpmn.Model.ActivityNode activity, MultiInstanceLoop loop)
    {
        if (loop.Behavior == MultiInstanceBehavior.Complex)
        {
            return loop.ComplexBehaviors.SelectMany(each => Event(
                scene, activity, each.Event, Expression(scene, activity, "complexBehaviorDefinition", each.Condition)));
        }

        return loop.Behavior switch
        {
            MultiInstanceBehavior.None => Event(scene, activity, loop.NoneEvent, null),
            MultiInstanceBehavior.One => Event(scene, activity, loop.OneEvent, null)
                .Select(each => each with { FirstOnly = true }),
            _ => [],
        };
    }

    private static IEnumerable<ExecutableMultiInstanceEvent> Event(
        Scene scene, Bpmn.Model.ActivityNode activity, EventDefinition? definition, FeelExpression? condition) =>
        ThrownReader.Implicit(scene, activity, definition) is { } thrown
            ? [new(condition, thrown, FirstOnly: false)]
            : [];

    private static FeelExpression? Expression(
        Scene scene, Bpmn.Model.ActivityNode activity, string field, BpmnExpression? expression) =>
        expression is null ? null : ExpressionReader.Expression(scene, activity.Id, field, expression);

    private static void Refuse(Scene scene, Bpmn.Model.ActivityNode activity, Sentence what) =>
        scene.Findings.Error(
            EngineCodes.LoopNotExecuted, activity.Id, $"'{activity.Label}' {what}.", "loopCharacteristics");
}
