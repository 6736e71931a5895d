namespace Samanvay.Benchmarks.Measuring;

/// <summary>Measured values in order of size.</summary>
internal sealed class Distribution
{
    private readonly double[] _sorted;

    private Distribution(double[] sorted) => _sorted = sorted;

    public int Count => _sorted.Length;

    public double Median => At(0.5);

    public double Max => _sorted.Length == 0 ? double.NaN : _sorted[^1];

    public static Distribution Of(IEnumerable<double> values) => new([.. values.Order()]);

    /// <summary>The smallest value that at least this share of all values does not exceed.</summary>
    public double At(double share) => _sorted.Length == 0
        ? double.NaN
        : _sorted[Math.Max(0, (int)Math.Ceiling(_sorted.Length * share) - 1)];
}
