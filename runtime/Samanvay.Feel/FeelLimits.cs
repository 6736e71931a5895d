namespace Samanvay.Feel;

/// <summary>
/// What one evaluation may use. Every limit is counted, never timed, so the same input always ends the same way.
/// </summary>
/// <param name="StepsMax">Operations, list items and characters (by the sixteen) that are produced.</param>
/// <param name="DepthMax">Nesting of expressions and function calls together.</param>
/// <param name="ItemsMax">Items of one list.</param>
/// <param name="TextMax">Characters of one string.</param>
public sealed record FeelLimits(
    int StepsMax = 2_000_000, int DepthMax = 1_000, int ItemsMax = 100_000, int TextMax = 1_000_000)
{
    public static readonly FeelLimits Standard = new();
}

/// <summary>
/// A limit was passed. Stays inside an evaluation, which turns it into <see cref="FeelResult.LimitPassed"/>.
/// </summary>
public sealed class FeelLimitException(string message) : Exception(message);
