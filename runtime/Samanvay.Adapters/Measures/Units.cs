using System.Collections.Frozen;

namespace Samanvay.Adapters.Measures;

/// <summary>
/// The unit codes that sensors of a city send, by UCUM's names and the plain ones that devices use for them, and how
/// to get from one to another. What is not in the table is refused, never guessed.
/// </summary>
/// <remarks>
/// Source: the Unified Code for Units of Measure, version 2.1 (ucum.org), tables of base, metric and customary units,
/// in its case sensitive codes; factors are exact where UCUM's are. Codes with a prefix or a quotient are written out,
/// so the set is bounded and each can be looked up. <c>ft</c>, <c>in</c> and <c>dB</c> are no codes of UCUM (which has
/// <c>[ft_i]</c>, <c>[in_i]</c> and <c>B</c>), but what devices send. Case matters: <c>C</c> is coulomb and is not read
/// as a temperature.
/// </remarks>
public static class Units
{
    private enum Dimension
    {
        Length,
        Temperature,
        Speed,
        Flow,
        Pressure,
        Concentration,
        Share,
        Sound,
        Duration,
        Volume,
        Mass,
        Angle,
        Voltage,
        Current,
        Power,
        Energy,
        Frequency,
        Illuminance,
        LuminousFlux,
        Irradiance,
        Conductivity,
        Acidity,
        Rate,
    }

    // value in the dimension's first unit = value * Factor + Offset
    private sealed record Unit(Dimension Dimension, decimal Factor, decimal Offset = 0);

    // What no sensor of a city can see, in the dimension's first unit: wide, so that only nonsense lies outside.
    private static readonly FrozenDictionary<Dimension, (decimal Least, decimal Most)> Bounds =
        new Dictionary<Dimension, (decimal, decimal)>
        {
            [Dimension.Length] = (-1_000_000m, 1_000_000m),
            [Dimension.Temperature] = (-273.15m, 3_000m),
            [Dimension.Speed] = (-10_000m, 10_000m),
            [Dimension.Flow] = (-1e7m, 1e7m),
            [Dimension.Pressure] = (-1e9m, 1e9m),
            [Dimension.Concentration] = (-1e9m, 1e9m),
            [Dimension.Share] = (-1e12m, 1e12m),
            [Dimension.Sound] = (-100m, 300m),
            [Dimension.Duration] = (-1e10m, 1e10m),
            [Dimension.Volume] = (-1e12m, 1e12m),
            [Dimension.Mass] = (-1e12m, 1e12m),
            [Dimension.Angle] = (-36_000m, 36_000m),
            [Dimension.Voltage] = (-1e7m, 1e7m),
            [Dimension.Current] = (-1e7m, 1e7m),
            [Dimension.Power] = (-1e12m, 1e12m),
            [Dimension.Energy] = (-1e18m, 1e18m),
            [Dimension.Frequency] = (0m, 1e15m),
            [Dimension.Illuminance] = (0m, 1e9m),
            [Dimension.LuminousFlux] = (0m, 1e12m),
            [Dimension.Irradiance] = (-1e6m, 1e6m),
            [Dimension.Conductivity] = (0m, 1e9m),
            [Dimension.Acidity] = (-2m, 20m),
            [Dimension.Rate] = (-1e12m, 1e12m),
        }.ToFrozenDictionary();

    /// <summary>No unit makes sense of more; within it every conversion stays within what a number can hold.</summary>
    public const decimal ValueMax = 1e15m;

    private static readonly FrozenDictionary<string, Unit> Codes = new Dictionary<string, Unit>
    {
        ["m"] = new(Dimension.Length, 1m), ["dm"] = new(Dimension.Length, 0.1m),
        ["cm"] = new(Dimension.Length, 0.01m), ["mm"] = new(Dimension.Length, 0.001m),
        ["km"] = new(Dimension.Length, 1000m), ["[ft_i]"] = new(Dimension.Length, 0.3048m),
        ["ft"] = new(Dimension.Length, 0.3048m), ["[in_i]"] = new(Dimension.Length, 0.0254m),
        ["in"] = new(Dimension.Length, 0.0254m),
        ["Cel"] = new(Dimension.Temperature, 1m), ["K"] = new(Dimension.Temperature, 1m, -273.15m),
        ["[degF]"] = new(Dimension.Temperature, 5m / 9m, -160m / 9m),
        ["m/s"] = new(Dimension.Speed, 1m), ["km/h"] = new(Dimension.Speed, 1m / 3.6m),
        ["mm/h"] = new(Dimension.Speed, 0.001m / 3600m), ["[mi_i]/h"] = new(Dimension.Speed, 0.44704m),
        ["cm/s"] = new(Dimension.Speed, 0.01m), ["mm/d"] = new(Dimension.Speed, 0.001m / 86_400m),
        ["[kn_i]"] = new(Dimension.Speed, 1852m / 3600m),
        ["m3/s"] = new(Dimension.Flow, 1m), ["m3/h"] = new(Dimension.Flow, 1m / 3600m),
        ["L/s"] = new(Dimension.Flow, 0.001m), ["L/min"] = new(Dimension.Flow, 0.001m / 60m),
        ["[cft_i]/s"] = new(Dimension.Flow, 0.028316846592m), ["m3/d"] = new(Dimension.Flow, 1m / 86_400m),
        ["ML/d"] = new(Dimension.Flow, 1000m / 86_400m),
        ["Pa"] = new(Dimension.Pressure, 1m), ["hPa"] = new(Dimension.Pressure, 100m),
        ["kPa"] = new(Dimension.Pressure, 1000m), ["mbar"] = new(Dimension.Pressure, 100m),
        ["bar"] = new(Dimension.Pressure, 100000m), ["mm[Hg]"] = new(Dimension.Pressure, 133.322m),
        ["ng/m3"] = new(Dimension.Concentration, 0.001m), ["ug/m3"] = new(Dimension.Concentration, 1m),
        ["mg/m3"] = new(Dimension.Concentration, 1000m), ["g/m3"] = new(Dimension.Concentration, 1_000_000m),
        ["ug/L"] = new(Dimension.Concentration, 1000m), ["mg/L"] = new(Dimension.Concentration, 1_000_000m),
        ["g/L"] = new(Dimension.Concentration, 1_000_000_000m),
        ["[ppm]"] = new(Dimension.Share, 1e-6m), ["[ppb]"] = new(Dimension.Share, 1e-9m),
        ["[ppth]"] = new(Dimension.Share, 0.001m), ["%"] = new(Dimension.Share, 0.01m),
        ["1"] = new(Dimension.Share, 1m),
        ["dB"] = new(Dimension.Sound, 1m), ["dB[SPL]"] = new(Dimension.Sound, 1m),
        ["s"] = new(Dimension.Duration, 1m), ["min"] = new(Dimension.Duration, 60m),
        ["h"] = new(Dimension.Duration, 3600m), ["ms"] = new(Dimension.Duration, 0.001m),
        ["d"] = new(Dimension.Duration, 86_400m),
        ["mL"] = new(Dimension.Volume, 0.000_001m), ["ML"] = new(Dimension.Volume, 1000m),
        ["L"] = new(Dimension.Volume, 0.001m), ["m3"] = new(Dimension.Volume, 1m),
        ["g"] = new(Dimension.Mass, 0.001m), ["kg"] = new(Dimension.Mass, 1m), ["t"] = new(Dimension.Mass, 1000m),
        ["deg"] = new(Dimension.Angle, 1m), ["rad"] = new(Dimension.Angle, 57.295779513082320876798154814m),
        ["mV"] = new(Dimension.Voltage, 0.001m), ["V"] = new(Dimension.Voltage, 1m),
        ["kV"] = new(Dimension.Voltage, 1000m),
        ["mA"] = new(Dimension.Current, 0.001m), ["A"] = new(Dimension.Current, 1m),
        ["W"] = new(Dimension.Power, 1m), ["kW"] = new(Dimension.Power, 1000m),
        ["MW"] = new(Dimension.Power, 1_000_000m),
        ["J"] = new(Dimension.Energy, 1m), ["kJ"] = new(Dimension.Energy, 1000m),
        ["W.h"] = new(Dimension.Energy, 3600m), ["kW.h"] = new(Dimension.Energy, 3_600_000m),
        ["MW.h"] = new(Dimension.Energy, 3_600_000_000m),
        ["Hz"] = new(Dimension.Frequency, 1m), ["kHz"] = new(Dimension.Frequency, 1000m),
        ["lx"] = new(Dimension.Illuminance, 1m),
        ["lm"] = new(Dimension.LuminousFlux, 1m),
        ["W/m2"] = new(Dimension.Irradiance, 1m),
        ["uS/cm"] = new(Dimension.Conductivity, 1m), ["mS/cm"] = new(Dimension.Conductivity, 1000m),
        ["S/m"] = new(Dimension.Conductivity, 10_000m),
        ["[pH]"] = new(Dimension.Acidity, 1m),
        ["/min"] = new(Dimension.Rate, 1m), ["/h"] = new(Dimension.Rate, 1m / 60m), ["/s"] = new(Dimension.Rate, 60m),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string code) => Codes.ContainsKey(code);

    /// <summary>Whether a sensor can have read it: not colder than can be, not longer than a land.</summary>
    public static bool IsPossible(decimal value, string code)
    {
        if (Math.Abs(value) > ValueMax) return false;
        if (!Codes.TryGetValue(code, out var unit)) return true;
        var bounds = Bounds[unit.Dimension];
        return InFirstUnit(value, unit) >= bounds.Least && InFirstUnit(value, unit) <= bounds.Most;
    }

    /// <summary>
    /// Null when one of the units is unknown, they measure different things, or the number is beyond all measure.
    /// </summary>
    public static decimal? Convert(decimal value, string from, string to)
    {
        if (string.Equals(from, to, StringComparison.Ordinal)) return value;
        if (!Codes.TryGetValue(from, out var source) || !Codes.TryGetValue(to, out var target)) return null;
        if (source.Dimension != target.Dimension || Math.Abs(value) > ValueMax) return null;
        return decimal.Round((InFirstUnit(value, source) - target.Offset) / target.Factor, 9);
    }

    private static decimal InFirstUnit(decimal value, Unit unit) => (value * unit.Factor) + unit.Offset;
}
