using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Gateways;

/// <summary>A gateway that says how it is used is used so: BPMN 2.0.2, 10.6.1.</summary>
internal static class GatewayDirectionRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var gateway in scope.Nodes<Gateway>())
        {
            var (many, into, outOf) = (gateway.Direction, gateway.Incoming.Length, gateway.Outgoing.Length);
            var holds = many switch
            {
                GatewayDirection.Converging => into > 1 && outOf < 2,
                GatewayDirection.Diverging => into < 2 && outOf > 1,
                GatewayDirection.Mixed => into > 1 && outOf > 1,
                _ => true,
            };
            if (!holds)
            {
                yield return LintScope.Error("BPMN116", gateway,
                    $"{gateway.Label} is marked as {many}, but has {into} ways in and {outOf} ways out. Correct one "
                        + $"of them.", "gatewayDirection");
            }
        }
    }
}
