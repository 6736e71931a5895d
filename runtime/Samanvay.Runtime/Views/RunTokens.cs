using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Views;

/// <summary>Where a run stands on its diagram.</summary>
internal static class RunTokens
{
    public static ImmutableArray<DiagramToken> Of(Operation operation, InstanceId run, Instant now)
    {
        var instance = operation.Runs[run].Instance;
        var faulty = instance.Faults.Values.Select(fault => fault.Token).ToHashSet();
        var late = operation.Clocks.Values.Where(clock => clock.State.IsOpen && clock.Subject.Run == run)
            .Where(clock => clock.State.Breached || clock.State.DueAt <= now)
            .Select(clock => clock.Subject.Item).OfType<WorkItemId>()
            .Select(item => operation.WorkItems.GetValueOrDefault(item)?.Token).OfType<TokenId>().ToHashSet();
        return
        [
            .. instance.Tokens.Values.Select(token => new DiagramToken(
                token.Element, token.State, late.Contains(token.Id), faulty.Contains(token.Id))),
        ];
    }
}
