using System.Globalization;

namespace Samanvay.Benchmarks.Measuring;

/// <summary>A figure beside its limit.</summary>
internal static class Verdict
{
    /// <returns>Whether the limit is met.</returns>
    public static bool Below(string what, double measured, double limit, string unit)
    {
        var isMet = measured < limit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what}: {measured:0} {unit}, limit {limit:0} {unit}: {(isMet ? "met" : "MISSED")}"
            + $" ({measured / limit:0.00} of the limit)"));
        return isMet;
    }
}
