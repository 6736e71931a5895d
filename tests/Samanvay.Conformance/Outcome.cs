namespace Samanvay.Conformance;

/// <summary>What came of one case of a suite.</summary>
/// <param name="Part">The group that it is counted with.</param>
/// <param name="Problem">What is otherwise than the suite says; null where it holds.</param>
internal sealed record Outcome(string Part, string Case, string? Problem)
{
    /// <summary>Why it holds, where that is not plain.</summary>
    public string? Note { get; init; }

    /// <summary>Why it does not hold, by the standard's text.</summary>
    public string? Reason { get; init; }

    /// <summary>The suite says nothing of it: no case, but a file that does not belong there.</summary>
    public bool IsForeign { get; init; }

    /// <summary>It does not hold, but would by a laxer reading that others use.</summary>
    public bool HoldsLaxly { get; init; }
}
