using System.Collections.Frozen;

namespace Samanvay.Adapters.Measures;

/// <summary>The codes of UN/CEFACT Recommendation 20, which NGSI-LD names in <c>unitCode</c> (ETSI GS CIM 009, clause
/// 4.5.2), as codes of UCUM.</summary>
/// <remarks>Source: UN/CEFACT Recommendation 20, revision 17, annexes I and II, by the names of the units; only what
/// sensors of a city send. A code that is not here is passed on as it came: it may be UCUM already, and if it is
/// neither, the place that converts refuses it.</remarks>
internal static class Recommendation20
{
    private const string Table = """
        MTR m|DMT dm|CMT cm|MMT mm|KMT km|FOT [ft_i]|INH [in_i]|CEL Cel|KEL K|FAH [degF]|MTS m/s|KMH km/h
        HM [mi_i]/h|KNT [kn_i]|H67 mm/h|MQS m3/s|MQH m3/h|G51 L/s|L2 L/min|PAL Pa|A97 hPa|KPA kPa|MBR mbar
        BAR bar|GQ ug/m3|GP mg/m3|59 [ppm]|61 [ppb]|P1 %|C62 1|2N dB|SEC s|MIN min|HUR h|LTR L|MTQ m3|KGM kg
        DD deg|VLT V|AMP A|WTT W|KWT kW|KWH kW.h|HTZ Hz|LUX lx|LUM lm|D54 W/m2|4H um|MMK mm2|CMK cm2|MTK m2
        KMK km2|HAR har|MMQ mm3|CMQ cm3|DMQ dm3|MLT mL|HLT hL|MGM mg|GRM g|TNE t|M1 mg/L|GL g/L|KMQ kg/m3|B98 us
        C26 ms|DAY d|WEE wk|MON mo|ANN a|2Z mV|KVT kV|4K mA|OHM Ohm|MAW MW|JOU J|KJO kJ|WHR W.h|MWH MW.h|KHZ kHz
        MHZ MHz
        """;

    private static readonly FrozenDictionary<string, string> Codes =
        Table.Split(['|', '\n'], StringSplitOptions.TrimEntries).Select(entry => entry.Split(' '))
            .ToFrozenDictionary(entry => entry[0], entry => entry[1], StringComparer.Ordinal);

    public static string ToUcum(string code) => Codes.GetValueOrDefault(code, code);
}
