using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations.Conditions;

/// <summary>Something that must have come true before, so short a time ago.</summary>
/// <param name="Within">Until the next step, or until the level begins.</param>
public sealed record SequenceStep(RuleExpression When, Duration Within);

/// <summary>When a step last came true, and when before that.</summary>
public sealed record StepHold(Instant? At = null, Instant? Earlier = null)
{
    internal Instant? Before(Instant at) => At < at ? At : Earlier;
}

/// <summary>A then B within a time.</summary>
internal static class Sequence
{
    /// <summary>What the steps have come to at an instant. An instant may be judged again, with more known of
    /// it.</summary>
    public static ImmutableArray<StepHold> Next(
        SituationRule rule, ImmutableArray<StepHold> steps, Func<RuleExpression, bool> isTrue, Instant at)
    {
        var next = ImmutableArray.CreateBuilder<StepHold>(rule.After.Length);
        for (var index = 0; index < rule.After.Length; index++)
        {
            var hold = index < steps.Length ? steps[index] : new StepHold();
            var isNext = (index == 0 || IsRecent(rule, next, index - 1, at)) && isTrue(rule.After[index].When);
            if (isNext && hold.At != at) hold = new StepHold(at, hold.At);
            else if (!isNext && hold.At == at) hold = new StepHold(hold.Earlier, hold.Earlier);
            next.Add(hold);
        }

        return next.MoveToImmutable();
    }

    /// <summary>Whether a level may begin at the instant.</summary>
    public static bool IsComplete(SituationRule rule, ImmutableArray<StepHold> steps, Instant at) =>
        rule.After.Length == 0 || (steps.Length == rule.After.Length && IsRecent(rule, steps, steps.Length - 1, at));

    // Strictly earlier: what comes at one instant has no order.
    private static bool IsRecent(SituationRule rule, IReadOnlyList<StepHold> steps, int index, Instant at) =>
        steps[index].Before(at) is { } before && at - before <= rule.After[index].Within;
}
