using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Gateways;

/// <summary>A gateway joins or splits: BPMN 2.0.2, 10.6.1.</summary>
internal static class IdleGatewayRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope) =>
        from gateway in scope.Nodes<Gateway>()
        where gateway is { Incoming.Length: < 2, Outgoing.Length: < 2, Direction: GatewayDirection.Unspecified }
            and not EventBasedGateway
        select LintScope.Error("BPMN114", gateway,
            $"{gateway.Label} neither joins nor splits. Remove it, or draw the other ways.");
}
