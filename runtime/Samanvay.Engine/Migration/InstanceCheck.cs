using System.Collections.Immutable;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Flow;
using Samanvay.Feel;

namespace Samanvay.Engine.Migration;

/// <summary>The second phase: the plan against one run, with all that stands in it.</summary>
internal sealed class InstanceCheck(MigrationMap map, ProcessInstance instance)
{
    private readonly ImmutableArray<Diagnostic>.Builder _found = ImmutableArray.CreateBuilder<Diagnostic>();

    public static ImmutableArray<Diagnostic> Of(MigrationRoute route, ProcessInstance instance)
    {
        var source = route.Source;
        if (!instance.IsRunning)
            return [Error(MigrationCodes.NotRunning, source.Id, "This procedure has ended; there is nothing to move.")];
        if (!route.Fits || instance.Process != source.Id || instance.Version != source.Version)
        {
            return
            [
                Error(MigrationCodes.OtherVersion, source.Id,
                    "This run is on another version than the plan is for. Make a plan from its own version."),
            ];
        }

        var check = new InstanceCheck(route.Map, instance);
        check.Everything();
        return check._found.ToImmutable();
    }

    private void Everything()
    {
        foreach (var group in Standing.In(instance).Where(standing => map.NodeOf(standing.Element) is null)
            .GroupBy(standing => standing.Element, StringComparer.Ordinal))
        {
            _found.Add(Error(MigrationCodes.LeftOut, group.Key,
                $"At '{map.Source.LabelOf(group.Key)}' there is {group.First().What}, but the plan leaves it out. "
                + $"Map it to an element of the new version, or wait until it is done."));
        }

        foreach (var token in instance.Tokens.Values) Token(token);
        foreach (var scope in instance.Scopes.Values) Scope(scope);
        foreach (var group in Waitings().GroupBy(waiting => waiting.Element, StringComparer.Ordinal)) Waiting(group);
        foreach (var message in instance.Messages?.Values ?? []) Message(message);
    }

    private void Token(Token token)
    {
        if (map.NodeOf(token.Element) is not { } node) return;
        if (Joins(node) && token.Flow is { } flow && !Faults.IsFaulted(instance, token.Id)) Flow(token.Element, flow);
        if (token.State == TokenState.Gathering && map.Source.Find(token.Element) is ActivityNode before
            && before.StartQuantity != ((ActivityNode)node).StartQuantity)
        {
            _found.Add(Error(MigrationCodes.Gathering, token.Element,
                $"At '{before.Label}' tokens wait for each other, and the new version asks for another number of them. "
                + $"Wait until it has begun."));
        }
    }

    private void Flow(string gateway, string flow)
    {
        var incoming = map.NodeOf(gateway)!.Incoming;
        if (map.FlowOf(flow) is { } other && incoming.Any(each => each.Id == other)) return;
        var from = map.Source.Flows.TryGetValue(flow, out var known) ? map.Source.LabelOf(known.SourceRef) : flow;
        _found.Add(Error(MigrationCodes.JoinFlow, gateway,
            $"At '{map.Source.LabelOf(gateway)}' a token waits that came from '{from}', and no flow of the new version "
            + $"stands for that one. Name one in the plan, or wait until the branches have met."));
    }

    private void Scope(Scope scope)
    {
        var used = (scope.Activated ?? []).Where(each => map.NodeOf(each.Element) is not null)
            .SelectMany(each => each.Flows.Select(flow => (each.Element, Flow: flow)));
        foreach (var (gateway, flow) in used) Flow(gateway, flow);
        foreach (var element in Compensables(scope.Completed).Where(each => each.Kind is null)
            .Select(each => each.Element).Distinct())
        {
            if (map.NodeOf(element) is not ActivityNode { Compensation: null } node) continue;
            _found.Add(Error(MigrationCodes.NoHandler, element,
                $"What was done at '{map.Source.LabelOf(element)}' could be taken back; in the new version nothing "
                + $"takes '{node.Label}' back. Add a handler for it, or wait until that part has ended."));
        }
    }

    private void Waiting(IGrouping<string, Waiting> group)
    {
        var (element, first) = (group.Key, group.First());
        if (map.NodeOf(element) is not { } node)
        {
            _found.Add(Diagnostic.Warning(MigrationCodes.NoLongerWaits,
                $"'{map.Source.LabelOf(element)}' waits for its event; it is left out and waits no longer.",
                Location.Element(element)));
            return;
        }

        // An event behind an event-based gateway must stand behind the same one again.
        if (first.Token is not { } id || instance.Tokens[id] is not { } token || token.Element == element
            || map.NodeOf(token.Element) is not EventBasedGatewayNode gateway
            || gateway.Outgoing.Any(flow => flow.Target == node))
        {
            return;
        }

        _found.Add(Error(MigrationCodes.BehindGateway, element,
            $"'{map.Source.LabelOf(element)}' waits behind '{map.Source.LabelOf(token.Element)}', but in the new "
            + $"version '{node.Label}' does not stand there. Choose one behind it, or leave the event out."));
    }

    private void Message(BufferedMessage message)
    {
        if (Waits.ForMessage(map.Target.Process, message.Name)) return;
        _found.Add(Diagnostic.Warning(MigrationCodes.NobodyWaits,
            $"The message '{message.Name}' is kept for whoever waits for it, and nothing in the new version does.",
            Location.Element(map.Source.Process.Id)));
    }

    private IEnumerable<Waiting> Waitings() =>
        instance.Timers.Values.Select(Engine.Flow.Waiting.Of)
            .Concat(instance.Subscriptions.Values.Select(Engine.Flow.Waiting.Of));

    private static IEnumerable<Compensable> Compensables(IEnumerable<Compensable>? kept) =>
        (kept ?? []).SelectMany(each => Compensables(each.Inside).Prepend(each));

    private static bool Joins(ExecutableNode node) =>
        node is ParallelGatewayNode or InclusiveGatewayNode or ComplexGatewayNode && node.Incoming.Length > 1;

    private static Diagnostic Error(string code, string element, Sentence said) =>
        Diagnostic.Error(code, said, Location.Element(element));
}
