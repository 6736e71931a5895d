using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Procedures.Building;

/// <summary>What was made of a procedure's files: as much as could be, and everything that was found.</summary>
public sealed record BuiltProcedure(ImmutableArray<Diagnostic> Problems)
{
    /// <summary>Ready for the engine; absent when an error made it impossible.</summary>
    public Procedure? Procedure { get; init; }

    public BpmnDefinitions? Definitions { get; init; }

    /// <summary>By the name that a step refers to.</summary>
    public ImmutableSortedDictionary<string, Form> Forms { get; init; } =
        ImmutableSortedDictionary.Create<string, Form>(StringComparer.Ordinal);

    /// <summary>By id, with the city's parameters in them.</summary>
    public ImmutableSortedDictionary<string, SituationRule> Situations { get; init; } =
        ImmutableSortedDictionary.Create<string, SituationRule>(StringComparer.Ordinal);

    /// <summary>The rules that are about alerts, by id.</summary>
    public ImmutableSortedDictionary<string, AlertRule> Alerts { get; init; } =
        ImmutableSortedDictionary.Create<string, AlertRule>(StringComparer.Ordinal);

    /// <summary>The levels of a rule of either kind, from mildest to worst; absent where there is no such
    /// rule.</summary>
    public ImmutableArray<string>? LevelsOf(string situation) =>
        Situations.TryGetValue(situation, out var rule) ? [.. rule.Levels.Select(level => level.Name)]
        : Alerts.TryGetValue(situation, out var alerts) ? [.. alerts.Levels.Select(level => level.Name)]
        : null;

    /// <summary>Rules of either kind that are there, but can not be used; empty for one that does not even tell its
    /// id.</summary>
    internal ImmutableHashSet<string> BrokenRules { get; init; } = [];

    /// <summary>A rule that can not be used is this one, or may be.</summary>
    internal bool MayHold(string situation) => BrokenRules.Contains(situation) || BrokenRules.Contains("");

    /// <summary>By language.</summary>
    public ImmutableSortedDictionary<string, ProcedureTexts> Texts { get; init; } =
        ImmutableSortedDictionary.Create<string, ProcedureTexts>(StringComparer.Ordinal);

    public bool HasErrors => Procedure is null || Problems.Any(problem => problem.Severity == Severity.Error);

    /// <summary>The abstract roles that steps and ladders name, without the words for "whoever answers for
    /// it".</summary>
    public ImmutableSortedSet<string> Roles => Definitions is null ? [] : ProcedureRoles.Of(Definitions);
}
