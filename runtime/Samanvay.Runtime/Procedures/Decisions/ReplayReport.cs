using System.Collections.Immutable;
using NodaTime;
using Samanvay.Dmn;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <param name="Decision">The id or the name of the decision; both are looked for.</param>
/// <param name="Text">The file as it would be.</param>
/// <param name="Count">How many of the latest decisions are asked again at most.</param>
public sealed record ReplayRequest(ProcedureId Procedure, string Decision, string Text, int Count = 100)
{
    public const int CountMax = 1_000;
}

/// <summary>What a changed decision would have answered.</summary>
/// <param name="Asked">How many decisions were asked again.</param>
/// <param name="Flips">Those whose answer is another now, the latest first.</param>
public sealed record ReplayReport(int Asked, ImmutableArray<ReplayedDecision> Flips)
{
    /// <summary>Decisions of which it was not recorded what they were asked with.</summary>
    public int WithoutInputs { get; init; }

    /// <summary>How many operations were looked through.</summary>
    public int Operations { get; init; }

    /// <summary>There may be more decisions in operations that were not looked through.</summary>
    public bool IsCut { get; init; }
}

/// <summary>A decision that was taken, and what comes out now.</summary>
public sealed record ReplayedDecision(OperationId Operation, Instant At, FeelContext Inputs)
{
    public required FeelValue Before { get; init; }

    public required ImmutableArray<DecisionReason> RulesBefore { get; init; }

    /// <summary>The answer now, with the rules that match and why it may be missing.</summary>
    public required DecisionResult Now { get; init; }
}
