using System.Collections.Immutable;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Work.Steering;

/// <summary>Reads from the facts of a step that was tried what people want to know before they take it.</summary>
internal static class OutlookReader
{
    public static SteeringOutlook Read(ViewScene scene, Operation before, OperationAccepted tried)
    {
        var facts = tried.Facts.OfType<RunAdvanced>().ToList();
        var runs = tried.Operation.Runs;
        return new SteeringOutlook
        {
            Withdrawn = Names<UserTaskWithdrawn>(fact => fact.Element, fact => fact.Token),
            Abandoned =
            [
                .. Names<ActivityWithdrawn>(fact => fact.Element, fact => fact.Token),
                .. Names<CallWithdrawn>(fact => fact.Element, fact => fact.Token),
            ],
            NoLongerAwaited = [.. facts.Select(fact => Awaited(before, fact)).OfType<string>().Distinct()],
            Begun = [.. runs.SelectMany(run => Begun(scene, before, run.Key, run.Value))],
            Ended =
            [
                .. facts.Where(fact => fact.Fact is ProcessCompleted or ProcessTerminated or ProcessCancelled
                    or ProcessFailed).Select(fact => scene.Names.Procedure(runs[fact.Run].Version)),
            ],
            Stuck =
            [
                .. facts.Where(fact => fact.Fact is TokenMoved or StepSkipped).Select(fact => fact.Run).Distinct()
                    .SelectMany(run => Stuck(scene, before.Runs[run], runs[run])),
            ],
        };

        // What came and went within the step is nothing that anybody has seen or will see.
        ImmutableArray<string> Names<TFact>(Func<TFact, string> element, Func<TFact, TokenId> token)
            where TFact : Fact =>
        [
            .. from advanced in facts
               where advanced.Fact is TFact
               let fact = (TFact)advanced.Fact
               where before.Runs.GetValueOrDefault(advanced.Run)?.Instance.Tokens.ContainsKey(token(fact)) == true
               select scene.Names.Step(runs[advanced.Run].Version, element(fact)),
        ];

        string? Awaited(Operation operation, RunAdvanced advanced)
        {
            if (operation.Runs.GetValueOrDefault(advanced.Run) is not { Instance: var instance } run) return null;
            var element = advanced.Fact switch
            {
                TimerCancelled cancelled => instance.Timers.GetValueOrDefault(cancelled.Timer)?.Element,
                SubscriptionClosed closed => instance.Subscriptions.GetValueOrDefault(closed.Subscription)?.Element,
                _ => null,
            };
            return element is null ? null : scene.Names.Step(run.Version, element);
        }
    }

    // A drawing that can get stuck anyway is no reason to warn of the act; most acts need only the first look.
    private static IEnumerable<string> Stuck(ViewScene scene, ProcedureRun before, ProcedureRun after) =>
        scene.Context.Find(after.Version)?.Process is { } process
        && OperatorChoices.StuckAt(process, after.Instance) is { IsEmpty: false } stuck
        && OperatorChoices.StuckAt(process, before.Instance).IsEmpty
            ? stuck.Select(id => scene.Names.Step(after.Version, id))
            : [];

    // Where the procedure would stand that it does not stand now; what holds others is named by what is inside it.
    private static IEnumerable<string> Begun(ViewScene scene, Operation before, InstanceId id, ProcedureRun run)
    {
        var known = before.Runs.GetValueOrDefault(id)?.Instance.Tokens;
        var holders = run.Instance.Scopes.Values.Select(scope => scope.Owner).OfType<TokenId>().ToHashSet();
        return run.Instance.Tokens.Values
            .Where(token => known?.ContainsKey(token.Id) != true && !holders.Contains(token.Id))
            .Select(token => scene.Names.Step(run.Version, token.Element));
    }
}
