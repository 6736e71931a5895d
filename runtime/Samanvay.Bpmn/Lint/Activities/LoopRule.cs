using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Activities;

/// <summary>What repeats says over what, and when it stops.</summary>
internal static class LoopRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from activity in scope.Nodes<ActivityNode>()
        let problem = Problem(activity.Loop)
        where problem is not null
        select LintScope.Error("BPMN135", activity, $"{activity.Label} {(Sentence)problem}");

    private static string? Problem(LoopCharacteristics? loop) => loop switch
    {
        MultiInstanceLoop { Collection: null, LoopCardinality: null } =>
            "repeats for each of something, but does not say of what. Give a list or a number.",
        MultiInstanceLoop { Collection: not null, LoopCardinality: not null } =>
            "has a list and a number of repetitions. Keep one.",
        MultiInstanceLoop { Collection: not null, ElementVariable: null or "" } =>
            "runs through a list, but does not name what it takes from it. Name the element.",
        MultiInstanceLoop { OutputCollection: not null, OutputElement: null } =>
            "gathers results, but does not say which. Give the value of one repetition.",
        MultiInstanceLoop { Behavior: MultiInstanceBehavior.None, NoneEvent: null } =>
            "throws an event for every repetition, but does not say which.",
        MultiInstanceLoop { Behavior: MultiInstanceBehavior.One, OneEvent: null } =>
            "throws an event for the first repetition, but does not say which.",
        StandardLoop { LoopMaximum: < 1 } => "has a highest number of rounds below 1.",
        StandardLoop { LoopCondition: null, LoopMaximum: null } =>
            "repeats without end. Give a condition or a highest number of rounds.",
        _ => null,
    };
}
