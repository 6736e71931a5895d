using System.Collections.Immutable;
using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Lint.Activities;
using Samanvay.Bpmn.Lint.Events;
using Samanvay.Bpmn.Lint.Flow;
using Samanvay.Bpmn.Lint.Gateways;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>What the standard forbids, whatever the file is used for: a drawing that is only shown, or a procedure
/// that runs.</summary>
/// <remarks>What can not be read at all, and references that lead nowhere, the reader says.</remarks>
public static class BpmnStandard
{
    /// <summary>On the elements of the file, which say more than the model keeps.</summary>
    internal static readonly ImmutableArray<Func<StandardDocument, IEnumerable<Diagnostic>>> DocumentRules =
    [
        ReferenceRule.Check, ContentRule.Check, FlowListRule.Check, MessageFlowRule.Check, InputOutputRule.Check,
        CalledProcessRule.Check, DataObjectRule.Check, MultiplicityRule.Check, ConditionRequiredRule.Check,
        CollectionRule.Check, DataFlowRule.Check, EventDataRule.Check, OperationRule.Check, CalledDataRule.Check,
        RepetitionRule.Check, WordingRule.Check, AssignmentRule.Check,
    ];

    internal static readonly ImmutableArray<Func<LintScope, IEnumerable<Diagnostic>>> ScopeRules =
    [
        StartEventRule.Check, EndEventRule.Check, ReachabilityRule.Check, ExitRule.Check, FlowEndsRule.Check,
        EventPositionRule.Check, EventDetailRule.Check, LinkRule.Check,
        BoundaryEventRule.Check, BlankStartRule.Check, EventBasedGatewayRule.Check, GatewayDirectionRule.Check,
        IdleGatewayRule.Check,
        AdHocRule.Check, CompensationRule.Check, StartMessageRule.Check, QuantityRule.Check, MidwayRule.Check,
    ];

    public static ImmutableArray<Diagnostic> Check(BpmnDefinitions definitions)
    {
        var scopes = LintScope.All(definitions);
        var found = ScopeRules.SelectMany(rule => scopes.SelectMany(rule));
        if (definitions.Source is not { } source) return [.. found];
        var document = new StandardDocument(source.Root);
        return [.. found, .. DocumentRules.SelectMany(rule => rule(document))];
    }
}
