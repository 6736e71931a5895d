using Samanvay.Feel;

namespace Samanvay.Engine;

/// <summary>What one instance may use. Passing a limit is a fault on the element, never a hang.</summary>
public sealed record Limits
{
    public static Limits Default { get; } = new();

    /// <summary>Elements entered by one command; what is beyond waits for a retry.</summary>
    public int StepsPerCommand { get; init; } = 10_000;

    public int TokensPerInstance { get; init; } = 5_000;

    public int MultiInstanceSize { get; init; } = 1_000;

    public FeelLimits Feel { get; init; } = FeelLimits.Standard;
}
