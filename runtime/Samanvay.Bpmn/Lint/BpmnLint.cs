using System.Collections.Immutable;
using Samanvay.Bpmn.Lint.Activities;
using Samanvay.Bpmn.Lint.Events;
using Samanvay.Bpmn.Lint.Flow;
using Samanvay.Bpmn.Lint.Gateways;
using Samanvay.Bpmn.Lint.Sop;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Validation;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint;

/// <summary>Looks over a procedure for what will not work, or not be understood. Errors block publishing.</summary>
/// <remarks>What the standard forbids comes first. One file per rule; what makes a file unreadable is the reader's
/// business, expressions are the engine's.</remarks>
public static class BpmnLint
{
    internal static readonly ImmutableArray<Func<LintScope, IEnumerable<Diagnostic>>> ScopeRules =
    [
        FakeJoinRule.Check, ImplicitSplitRule.Check, DuplicateFlowRule.Check, ConditionRule.Check, JoinForkRule.Check,
        EventContentRule.Check, SingleDefinitionRule.Check, TerminationRule.Check,
        NameRule.Check, RoleRule.Check, WorkRule.Check, LoopRule.Check,
        ServiceLevelRule.Check, TriggerRule.Check, PlaceRule.Check, TextRule.Check,
    ];

    internal static readonly ImmutableArray<Func<BpmnDefinitions, IEnumerable<Diagnostic>>> FileRules =
    [
        SharedElementRule.Check, LadderRule.Check, ParameterRule.Check,
    ];

    public static ImmutableArray<Diagnostic> Check(BpmnDefinitions definitions)
    {
        var scopes = LintScope.All(definitions);
        var found = BpmnStandard.Check(definitions).Concat(ScopeRules.SelectMany(rule => scopes.SelectMany(rule)))
            .Concat(FileRules.SelectMany(rule => rule(definitions)));
        return [.. found.Select(problem => WithLine(problem, definitions))];
    }

    private static Diagnostic WithLine(Diagnostic problem, BpmnDefinitions definitions) =>
        problem.Location is { Line: null, ElementId: { } id }
            ? problem with { Location = problem.Location with { Line = definitions.Source?.LineOf(id) } } : problem;
}
