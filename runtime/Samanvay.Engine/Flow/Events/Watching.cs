using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow.Events;

/// <summary>Conditional events: they happen when their condition becomes true, and again only after it was false
/// (BPMN 2.0.2, tables 10.84 to 10.90).</summary>
internal static class Watching
{
    // A condition over values that nobody has yet is not true yet; that is the normal case and no reason to warn.
    public static void Check(Turn turn)
    {
        foreach (var (id, watched) in turn.Instance.Subscriptions)
        {
            if (watched.Kind != SubscriptionKind.Condition) continue;
            if (!turn.Instance.Subscriptions.TryGetValue(id, out var still)) continue;
            var holds = Holds(turn, still);
            if (holds == (still.Held ?? false)) continue;
            turn.Record(new ConditionChanged(turn.Now, id, still.Element, holds));
            if (holds) Happenings.Happen(turn, still.Element, new(still.Token, still.Scope, null), still.Part);
        }
    }

    private static bool Holds(Turn turn, EventSubscription watched)
    {
        var data = watched.Token is { } token ? turn.Instance.Tokens[token].Data : null;
        var site = new Site(watched.Element, watched.Scope, data);
        var condition = Condition(turn.Process, watched);
        var result = condition.Condition.Evaluate(turn.FeelScope(site));
        if (result.LimitPassed is { } limit)
            turn.Record(new ExpressionWarned(turn.Now, watched.Element, "condition", [limit.Message]));
        return result.Value.Equals(FeelValue.True);
    }

    private static ConditionTrigger Condition(ExecutableProcess process, EventSubscription watched)
    {
        var trigger = process.Node(watched.Element) switch
        {
            CatchEventNode node => node.Trigger,
            BoundaryEventNode node => node.Trigger,
            StartEventNode node => node.Trigger!,
            var node => throw new InvalidOperationException($"'{node.Id}' waits for no condition."),
        };
        var parts = trigger is SeveralTriggers several ? several.Parts : [trigger];
        return parts.OfType<ConditionTrigger>().First(each => each.Condition.Text == watched.Name);
    }
}
