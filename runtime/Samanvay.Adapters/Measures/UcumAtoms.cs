using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;

namespace Samanvay.Adapters.Measures;

/// <summary>The unit atoms and prefixes of UCUM that sensors of a city need.</summary>
/// <remarks>
/// Source: the Unified Code for Units of Measure, version 2.1 (ucum.org), tables 1 (prefixes), 2 (base units), 3
/// (dimensionless), 4 (SI), 5 (other units from ISO 1000), 6 to 11 (natural, older, customary), 17 (levels) and 21
/// (others), in the case sensitive codes, with their exact factors. Each is written in those that stand before it.
/// </remarks>
internal static class UcumAtoms
{
    private const string Base = "m s g rad K C cd";

    // What is not metric takes no prefix: code, factor, unit.
    private const string Plain = """
        10* 10 1|10^ 10 1|[pi] 3.1415926535897932384626433833 1|% 0.01 1|[ppth] 0.001 1|[ppm] 0.000001 1
        [ppb] 0.000000001 1|[pptr] 0.000000000001 1|min 60 s|h 60 min|d 24 h|wk 7 d|a 365.25 d|mo 30.4375 d
        deg 0.0174532925199432957692369077 rad|' 0.0166666666666666666666666667 deg
        '' 0.0166666666666666666666666667 '|gon 0.9 deg|[in_i] 2.54 cm|[ft_i] 12 [in_i]|[yd_i] 3 [ft_i]
        [mi_i] 5280 [ft_i]|[nmi_i] 1852 m|[kn_i] 1 [nmi_i]/h|[fth_i] 6 [ft_i]|[sin_i] 1 [in_i]2|[sft_i] 1 [ft_i]2
        [cin_i] 1 [in_i]3|[cft_i] 1 [ft_i]3|[acr_br] 4840 [yd_i]2|[gal_us] 231 [in_i]3|[pt_us] 0.125 [gal_us]
        [gal_br] 4.54609 L|[lb_av] 453.59237 g|[oz_av] 0.0625 [lb_av]|[ston_av] 2000 [lb_av]|[lton_av] 2240 [lb_av]
        [lbf_av] 9.80665 [lb_av].m/s2|[psi] 1 [lbf_av]/[in_i]2|[HP] 550 [ft_i].[lbf_av]/s|atm 101325 Pa
        [Btu_IT] 1.05505585262 kJ|[degR] 0.5555555555555555555555555556 K|att 98066.5 Pa|[in_i'Hg] 1 [in_i].m[Hg]/m
        [in_i'H2O] 1 [in_i].m[H2O]/m|[Btu_th] 1.05435 kJ|[Btu] 1 [Btu_th]|[Cal] 1 kcal|circ 2 [pi].rad|sph 4 [pi].sr
        a_t 365.24219 d|a_j 365.25 d|a_g 365.2425 d|mo_s 29.53059 d|mo_j 30.4375 d|mo_g 30.436875 d
        [mil_i] 0.001 [in_i]|[hd_i] 4 [in_i]|[syd_i] 1 [yd_i]2|[cyd_i] 1 [yd_i]3|[nmi_br] 6080 [ft_i]
        [ft_us] 1200 m/3937|[in_us] 1 [ft_us]/12|[yd_us] 3 [ft_us]|[rd_us] 16.5 [ft_us]|[fur_us] 40 [rd_us]
        [mi_us] 8 [fur_us]|[acr_us] 160 [rd_us]2|[srd_us] 1 [rd_us]2|[smi_us] 1 [mi_us]2
        [qt_us] 0.25 [gal_us]|[foz_us] 0.0078125 [gal_us]|[cup_us] 0.0625 [gal_us]|[bbl_us] 42 [gal_us]
        [bu_us] 2150.42 [in_i]3|[qt_br] 0.25 [gal_br]|[pt_br] 0.125 [gal_br]|[foz_br] 0.00625 [gal_br]
        [gr] 64.79891 mg|[dr_av] 0.0625 [oz_av]|[stone_av] 14 [lb_av]|[scwt_av] 100 [lb_av]|[lcwt_av] 112 [lb_av]
        [car_m] 0.2 g
        """;

    private const string Metric = """
        mol 602213670000000000000000 1|sr 1 rad2|Hz 1 s-1|N 1 kg.m/s2|Pa 1 N/m2|J 1 N.m|W 1 J/s|A 1 C/s|V 1 J/C
        F 1 C/V|Ohm 1 V/A|S 1 Ohm-1|Wb 1 V.s|T 1 Wb/m2|H 1 Wb/A|lm 1 cd.sr|lx 1 lm/m2|Bq 1 s-1|Gy 1 J/kg|Sv 1 J/kg
        L 1 dm3|l 1 dm3|ar 100 m2|t 1000 kg|bar 100000 Pa|cal 4.184 J|eV 0.0000000000000000001602176487 J|dyn 1 g.cm/s2
        erg 1 dyn.cm|P 1 dyn.s/cm2|St 1 cm2/s|G 0.0001 T|Gal 1 cm/s2|Ci 37000000000 Bq|R 0.000258 C/kg
        m[H2O] 9.80665 kPa|m[Hg] 133.322 kPa|[g] 9.80665 m/s2|[c] 299792458 m/s|bit 1 1|By 8 bit|Bd 1 s-1
        gf 1 g.[g]|kat 1 mol/s|U 1 umol/(60.s)|eq 1 mol|osm 1 mol|g% 1 g/dL|mho 1 S|Mx 0.00000001 Wb|RAD 100 erg/g
        REM 1 RAD|cal_th 4.184 J|cal_IT 4.1868 J|cal_m 4.19002 J|b 100 fm2|AU 149597870691 m|pc 30856780000000000 m
        """;

    // Measured on a scale of their own; those with a sign after them take prefixes.
    private const string Scales = "B+ B[SPL]+ B[W]+ B[kW]+ B[V]+ B[mV]+ B[uV]+ Np+ [pH] [iU] [arb'U] [NTU] [FNU] [PSU]";

    public static readonly FrozenDictionary<string, int> Prefixes = new Dictionary<string, int>
    {
        ["Y"] = 24, ["Z"] = 21, ["E"] = 18, ["P"] = 15, ["T"] = 12, ["G"] = 9, ["M"] = 6, ["k"] = 3, ["h"] = 2,
        ["da"] = 1, ["d"] = -1, ["c"] = -2, ["m"] = -3, ["u"] = -6, ["n"] = -9, ["p"] = -12, ["f"] = -15, ["a"] = -18,
        ["z"] = -21, ["y"] = -24,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, UcumAtom> All = Build();

    private static FrozenDictionary<string, UcumAtom> Build()
    {
        var atoms = new Dictionary<string, UcumAtom>(StringComparer.Ordinal);
        var index = 0;
        foreach (var code in Base.Split(' '))
        {
            var exponents = new sbyte[7];
            exponents[index++] = 1;
            var dimension = new Dimension(
                exponents[0], exponents[1], exponents[2], exponents[3], exponents[4], exponents[5], exponents[6]);
            atoms[code] = new UcumAtom(new Measure(dimension, Ratio.One), IsMetric: true);
        }

        foreach (var code in Scales.Split(' '))
        {
            var name = code.TrimEnd('+');
            var dimension = Dimension.None with { Scale = name };
            atoms[name] = new UcumAtom(
                new Measure(dimension, Ratio.One) { IsSpecial = code != name }, IsMetric: code != name);
        }

        // Customary ones are made of metric ones, and never the other way round.
        Define(atoms, Metric, isMetric: true);
        Define(atoms, Plain, isMetric: false);
        // Temperatures: kelvin = value * factor + offset.
        atoms["Cel"] = Temperature(Ratio.One, 273.15m, isMetric: true);
        atoms["[degF]"] = Temperature(new Ratio(5, 9), 459.67m, isMetric: false);
        atoms["[degRe]"] = Temperature(new Ratio(5, 4), 218.52m, isMetric: false);
        return atoms.ToFrozenDictionary(StringComparer.Ordinal);

        UcumAtom Temperature(Ratio factor, decimal offset, bool isMetric) => new(
            new Measure(atoms["K"].Measure.Dimension, factor)
            {
                Offset = Ratio.Of(offset) * factor, IsSpecial = true,
            }, isMetric);
    }

    private static void Define(Dictionary<string, UcumAtom> atoms, string table, bool isMetric)
    {
        const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var entry in table.Split(['|', '\n'], Tidy))
        {
            var parts = entry.Split(' ');
            var factor = decimal.Parse(parts[1], CultureInfo.InvariantCulture);
            var unit = new UcumReader(parts[2], atoms).Read()
                ?? throw new UnreachableException($"{entry} stands before what it is made of.");
            atoms[parts[0]] = new UcumAtom(unit with { Factor = Ratio.Of(factor) * unit.Factor }, isMetric);
        }
    }
}

/// <param name="IsMetric">It takes prefixes.</param>
internal sealed record UcumAtom(Measure Measure, bool IsMetric);
