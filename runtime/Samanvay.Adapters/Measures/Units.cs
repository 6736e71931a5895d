using System.Collections.Frozen;

namespace Samanvay.Adapters.Measures;

/// <summary>
/// Units by their UCUM codes, and how to get from one to another. What is no code of UCUM is refused, never guessed.
/// </summary>
/// <remarks>
/// <c>ft</c> and <c>in</c> are what devices send for <c>[ft_i]</c> and <c>[in_i]</c>; in UCUM the first is a
/// femtotonne, which no device sends. Case matters: <c>C</c> is coulomb and is not read as a temperature.
/// </remarks>
public static class Units
{
    /// <summary>No unit makes sense of more; within it every conversion stays within what a number can hold.</summary>
    public const decimal ValueMax = 1e15m;

    private const int Digits = 9;

    // Read once, because most readings have one of them.
    private static readonly FrozenDictionary<string, Measure> Usual = (
        "m dm cm mm km K Cel [degF] m/s km/h mm/h cm/s mm/d m3/s m3/h L/s L/min [cft_i]/s m3/d ML/d Pa "
        + "hPa kPa mbar bar mm[Hg] ng/m3 ug/m3 mg/m3 g/m3 ug/L mg/L [ppm] [ppb] % 1 dB s min h d mL L m3 g "
        + "kg t deg V mV A mA W kW MW J kJ kW.h MW.h Hz lx lm W/m2 uS/cm mS/cm [pH] /min /h /s").Split(' ')
        .Select(code => KeyValuePair.Create(code, Parse(code)!))
        .Concat([KeyValuePair.Create("ft", Parse("[ft_i]")!), KeyValuePair.Create("in", Parse("[in_i]")!)])
        .ToFrozenDictionary(StringComparer.Ordinal);

    // What no sensor of a city can see: wide, so that only nonsense lies outside.
    private static readonly FrozenDictionary<Dimension, (Ratio Least, Ratio Most)> Bounds =
        new (string Code, decimal Least, decimal Most)[]
        {
            ("m", -1_000_000m, 1_000_000m), ("Cel", -273.15m, 3_000m), ("m/s", -10_000m, 10_000m),
            ("m3/s", -1e7m, 1e7m), ("Pa", -1e9m, 1e9m), ("ug/m3", -1e9m, 1e9m), ("1", -1e12m, 1e12m),
            ("dB", -100m, 300m), ("s", -1e10m, 1e10m), ("m3", -1e12m, 1e12m), ("kg", -1e12m, 1e12m),
            ("deg", -36_000m, 36_000m), ("V", -1e7m, 1e7m), ("A", -1e7m, 1e7m), ("W", -1e12m, 1e12m),
            ("J", -1e15m, 1e15m), ("Hz", -1e15m, 1e15m), ("lx", 0m, 1e9m), ("lm", 0m, 1e12m),
            ("W/m2", -1e6m, 1e6m), ("uS/cm", 0m, 1e9m), ("[pH]", -2m, 20m),
        }.ToFrozenDictionary(
            bound => Usual[bound.Code].Dimension,
            bound => (
                Usual[bound.Code].InBase(Ratio.Of(bound.Least)), Usual[bound.Code].InBase(Ratio.Of(bound.Most))));

    // Between these every value is possible, so that only what lies near a bound is reckoned exactly.
    private static readonly FrozenDictionary<string, (decimal Least, decimal Most)> Sure =
        Usual.Where(unit => Bounds.ContainsKey(unit.Value.Dimension))
            .ToFrozenDictionary(unit => unit.Key, unit => SureOf(unit.Value), StringComparer.Ordinal);

    public static bool IsKnown(string code) => Find(code) is not null;

    /// <summary>Whether a sensor can have read it: not colder than can be, not longer than a land.</summary>
    public static bool IsPossible(decimal value, string code)
    {
        if (Math.Abs(value) > ValueMax) return false;
        if (Sure.TryGetValue(code, out var sure) && value > sure.Least && value < sure.Most) return true;
        if (Find(code) is not { } unit || !Bounds.TryGetValue(unit.Dimension, out var bounds)) return true;
        var found = unit.InBase(Ratio.Of(value));
        return found >= bounds.Least && found <= bounds.Most;
    }

    /// <summary>
    /// Null when one of the units is unknown, they measure different things, or the number is beyond all measure.
    /// </summary>
    public static decimal? Convert(decimal value, string from, string to)
    {
        if (string.Equals(from, to, StringComparison.Ordinal)) return value;
        if (Math.Abs(value) > ValueMax || Find(from) is not { } source || Find(to) is not { } target) return null;
        return source.Dimension == target.Dimension
            ? target.FromBase(source.InBase(Ratio.Of(value))).ToDecimal(Digits, 1e27m)
            : null;
    }

    private static (decimal Least, decimal Most) SureOf(Measure unit)
    {
        const decimal Rounding = 1e-8m;
        var (least, most) = Bounds[unit.Dimension];
        return (
            unit.FromBase(least).ToDecimal(Digits, ValueMax) + Rounding ?? -ValueMax,
            unit.FromBase(most).ToDecimal(Digits, ValueMax) - Rounding ?? ValueMax);
    }

    private static Measure? Find(string code) => Usual.TryGetValue(code, out var usual) ? usual : Parse(code);

    private static Measure? Parse(string code) => new UcumReader(code, UcumAtoms.All).Read();
}
