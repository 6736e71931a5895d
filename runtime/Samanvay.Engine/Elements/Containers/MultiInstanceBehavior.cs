using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Events;
using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Elements.Containers;

/// <summary>Runs an activity once for every element of a collection, side by side or one after the other
/// (BPMN 2.0.2, 13.3.7).</summary>
internal static class MultiInstanceBehavior
{
    /// <summary>The variable that counts the iterations from 1 (BPMN 2.0.2, 10.3.8).</summary>
    public const string LoopCounter = "loopCounter";

    public static void Enter(Turn turn, ExecutableMultiInstance loop, Token token)
    {
        var items = Items(turn, loop, token, out var failure);
        failure ??= TooMany(turn, token, items.Count);
        if (failure is not null)
        {
            Faults.Raise(turn, token, FaultStage.Working, failure);
            return;
        }

        var scope = Scopes.Open(turn, ScopeKind.MultiInstance, token, FeelContext.Empty);
        turn.Record(new MultiInstanceStarted(turn.Now, scope, items.Count, loop.IsSequential ? items : null));
        if (items.Count == 0) End(turn, loop, scope);
        for (var index = 0; index < (loop.IsSequential ? Math.Min(1, items.Count) : items.Count); index++)
            StartOne(turn, loop, scope, token, items[index]);
    }

    /// <summary>One of the many has done its work.</summary>
    public static void Finish(Turn turn, Token token)
    {
        var loop = ((ActivityNode)turn.Process.NodeOf(token)).Loop!;
        var output = Output(turn, loop, token, out var failure);
        var enough = failure is null && IsEnough(turn, loop, token, out failure);
        failure ??= ThrowEvents(turn, loop, token);
        if (!CanGoOn(turn, token)) return;
        if (failure is null) Close(turn, loop, token, output, enough);
        else Faults.Raise(turn, token, FaultStage.Leaving, failure);
    }

    /// <summary>Goes past an output or completion condition that can not be had.</summary>
    public static void FinishWithoutOutput(Turn turn, Token token) =>
        Close(turn, ((ActivityNode)turn.Process.NodeOf(token)).Loop!, token, null, enough: false);

    private static void StartOne(
        Turn turn, ExecutableMultiInstance loop, ScopeId parent, Token owner, FeelValue item)
    {
        var index = turn.Instance.Scopes[parent].MultiInstance!.Started;
        var variables = FeelContext.Of((LoopCounter, FeelValue.Of(index + 1)));
        if (loop.ElementVariable is { } name) variables = variables.With(name, item);
        var scope = Scopes.OpenIteration(turn, parent, owner, variables, index);
        turn.Arrive(turn.Process.NodeOf(owner), scope, null);
    }

    private static void Close(Turn turn, ExecutableMultiInstance loop, Token token, FeelValue? output, bool enough)
    {
        var iteration = turn.ScopeOf(token.Id);
        var body = iteration.Parent!.Value;
        Compensation.KeepStep(turn, token);
        turn.Record(new TokenLeft(turn.Now, token.Id, token.Element, TokenOutcome.Completed));
        Compensation.KeepScope(turn, iteration.Id);
        Scopes.Close(turn, iteration);
        turn.Record(new IterationCompleted(turn.Now, body, iteration.Iteration!.Value, output));

        var run = turn.Instance.Scopes[body].MultiInstance!;
        if (enough || run.Completed == run.Total) End(turn, loop, body);
        else if (run.Items is { } items)
            StartOne(turn, loop, body, turn.Instance.Tokens[iteration.Owner!.Value], items[run.Started]);
    }

    private static void End(Turn turn, ExecutableMultiInstance loop, ScopeId body)
    {
        var scope = turn.Instance.Scopes[body];
        Compensation.KeepScope(turn, body);
        Interruption.Clear(turn, body, WithdrawalReason.EnoughDone, close: true);
        var token = turn.Instance.Tokens[scope.Owner!.Value];
        if (loop.OutputVariable is { } variable)
            Variables.Write(turn, token.Scope, variable, FeelList.Of(scope.MultiInstance!.Outputs.Values));
        Departure.Leave(turn, token);
    }

    private static FeelList Items(Turn turn, ExecutableMultiInstance loop, Token token, out Failure? failure)
    {
        var site = Site.Of(token);
        var field = loop.Items is null ? "the number of instances" : "the collection";
        var evaluated = turn.Evaluate(site, field, (loop.Items ?? loop.Count)!);
        failure = evaluated.Failure;
        if (loop.Items is not null && evaluated.Value is FeelList list) return list;
        if (loop.Count is not null && evaluated.Value is FeelNumber number && number.ToInt32() is >= 0 and var count)
            return Numbers(turn, token, count, out failure);
        failure ??= Failure.Expression(
            token.Element, field, $"gives a {evaluated.Value!.TypeName}, which can not be gone through");
        return FeelList.Empty;
    }

    private static FeelList Numbers(Turn turn, Token token, int count, out Failure? failure)
    {
        failure = TooMany(turn, token, count);
        return failure is null
            ? FeelList.Of(Enumerable.Range(1, count).Select(each => (FeelValue)FeelValue.Of(each)))
            : FeelList.Empty;
    }

    private static FeelValue? Output(Turn turn, ExecutableMultiInstance loop, Token token, out Failure? failure)
    {
        failure = null;
        if (loop.OutputElement is not { } element) return null;
        var evaluated = turn.Evaluate(Site.Of(token), "the output element", element);
        failure = evaluated.Failure;
        return evaluated.Value;
    }

    // BPMN 2.0.2, table 10.30: the counts are attributes of the activity that the completion condition may read.
    private static bool IsEnough(Turn turn, ExecutableMultiInstance loop, Token token, out Failure? failure)
    {
        failure = null;
        if (loop.CompletionCondition is not { } condition) return false;
        return turn.Holds(
            Site.Of(token), "the completion condition", condition, out failure, Counts(turn, token)) == true;
    }

    private static FeelContext Counts(Turn turn, Token token)
    {
        var run = RunOf(turn, token);
        return FeelContext.Of(
            ("numberOfInstances", FeelValue.Of(run.Total)),
            ("numberOfActiveInstances", FeelValue.Of(run.Started - run.Completed - 1)),
            ("numberOfCompletedInstances", FeelValue.Of(run.Completed + 1)),
            ("numberOfTerminatedInstances", FeelValue.Of(0)));
    }

    private static MultiInstanceRun RunOf(Turn turn, Token token) =>
        turn.Instance.Scopes[turn.ScopeOf(token.Id).Parent!.Value].MultiInstance!;

    // BPMN 2.0.2, 13.3.7: an instance that is about to complete throws them, and the activity's own edge catches
    // them; they carry its attributes.
    private static Failure? ThrowEvents(Turn turn, ExecutableMultiInstance loop, Token token)
    {
        foreach (var each in loop.Events)
        {
            if (!CanGoOn(turn, token)) return null;
            if (each.FirstOnly && RunOf(turn, token).Completed > 0) continue;
            var counts = Counts(turn, token);
            if (each.Condition is { } condition)
            {
                const string field = "the condition of a complex behavior";
                var holds = turn.Holds(Site.Of(token), field, condition, out var failure, counts);
                if (failure is not null) return failure;
                if (holds != true) continue;
            }

            ThrowEventBehavior.Throw(turn, turn.Instance.Tokens[token.Id], each.Throws, counts);
        }

        return null;
    }

    // What it threw may have ended the whole activity, or, where nothing catches an error, be a fault on this instance.
    private static bool CanGoOn(Turn turn, Token token) =>
        turn.Find(token.Id) is not null && !Faults.IsFaulted(turn.Instance, token.Id);

    private static Failure? TooMany(Turn turn, Token token, int count)
    {
        var limits = turn.Process.Limits;
        if (count <= limits.MultiInstanceSize && turn.Instance.Tokens.Count + count <= limits.TokensPerInstance)
            return null;
        return new(
            FaultKind.Limit,
            $"'{token.Element}': {count} at once are more than the {limits.MultiInstanceSize} allowed. "
            + "Shorten the collection, then try again.");
    }
}
