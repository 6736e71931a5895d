using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Lint.Flow;
using Samanvay.Bpmn.Lint.Events;
using Samanvay.Bpmn.Lint.Gateways;
using Samanvay.Bpmn.Lint.Activities;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>What the standard forbids, in whatever the file is used for: a drawing that is only shown, or one that
/// runs.</summary>
public static class BpmnStandard
{
    internal static readonly ImmutableArray<Func<XElement, IEnumerable<Diagnostic>>> DocumentRules =
    [
    ];

    internal static readonly ImmutableArray<Func<LintScope, IEnumerable<Diagnostic>>> ScopeRules =
    [
        FlowEndsRule.Check, EventPositionRule.Check, LinkRule.Check, BoundaryEventRule.Check, EventBasedGatewayRule.Check,
        AdHocRule.Check, CompensationRule.Check, BlankStartRule.Check, GatewayDirectionRule.Check
    ];

    public static ImmutableArray<Diagnostic> Check(BpmnDefinitions definitions)
    {
        var scopes = definitions.Processes.SelectMany(process => LintScope.All(definitions, process)).ToList();
        return [.. ScopeRules.SelectMany(rule => scopes.SelectMany(rule))];
    }
}
