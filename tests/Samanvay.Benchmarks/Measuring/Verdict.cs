using System.Globalization;

namespace Samanvay.Benchmarks.Measuring;

/// <summary>A figure beside its limit.</summary>
internal static class Verdict
{
    /// <returns>Whether the limit is met.</returns>
    public static bool Below(string what, double measured, double limit, string unit) =>
        Say(what, measured, limit, unit, "limit", measured < limit);

    /// <summary>The same where the limit itself is still good.</summary>
    public static bool AtMost(string what, double measured, double limit, string unit) =>
        Say(what, measured, limit, unit, "at most", measured <= limit);

    public static bool AtLeast(string what, double measured, double limit, string unit) =>
        Say(what, measured, limit, unit, "at least", measured >= limit);

    private static bool Say(string what, double measured, double limit, string unit, string word, bool isMet)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what}: {measured:0.#} {unit}, {word} {limit:0.#} {unit}: {(isMet ? "met" : "MISSED")}"
            + $" ({measured / limit:0.00} of the limit)"));
        return isMet;
    }
}
