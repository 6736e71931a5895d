using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Gateways;

/// <summary>A gateway that joins and splits at once is hard to read.</summary>
internal static class JoinForkRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var gateway in scope.Nodes<Gateway>())
        {
            if (gateway is { Incoming.Length: > 1, Outgoing.Length: > 1 })
            {
                yield return LintScope.Warning("BPMN113", gateway,
                    $"{gateway.Label} joins and splits. Use two gateways, one after the other.");
            }
        }
    }
}
