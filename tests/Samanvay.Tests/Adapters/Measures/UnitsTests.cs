using FsCheck;
using FsCheck.Fluent;
using Samanvay.Adapters.Measures;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Measures;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(2.4, "m", "m", 2.4)]
    [InlineData(240, "cm", "m", 2.4)]
    [InlineData(2400, "mm", "m", 2.4)]
    [InlineData(10, "[ft_i]", "m", 3.048)]
    [InlineData(10, "ft", "cm", 304.8)]
    [InlineData(1, "[in_i]", "mm", 25.4)]
    [InlineData(212, "[degF]", "Cel", 100)]
    [InlineData(0, "Cel", "K", 273.15)]
    [InlineData(36, "km/h", "m/s", 10)]
    [InlineData(1, "[cft_i]/s", "L/s", 28.316846592)]
    [InlineData(50, "%", "1", 0.5)]
    [InlineData(1, "mg/L", "ug/m3", 1_000_000)]
    [InlineData(1, "kW.h", "kJ", 3600)]
    [InlineData(2, "ML/d", "m3/d", 2000)]
    [InlineData(400, "[ppm]", "%", 0.04)]
    [InlineData(1, "m3.s-1", "m3/s", 1)]
    [InlineData(5, "kg.m/s2", "N", 5)]
    [InlineData(3, "(kg.m2)/s3", "W", 3)]
    [InlineData(7, "g.m-3", "mg/m3", 7000)]
    [InlineData(1, "[psi]", "kPa", 6.894757293)]
    [InlineData(30, "[in_i'Hg]", "hPa", 1015.91364)]
    [InlineData(60, "[mi_i]/h", "m/s", 26.8224)]
    [InlineData(1, "[gal_us]/min", "L/h", 227.124707040)]
    [InlineData(250, "10*3/mL", "10*6/L", 250)]
    [InlineData(4, "{vehicles}/min", "/h", 240)]
    [InlineData(12, "m{above datum}", "cm", 1200)]
    [InlineData(3, "B[SPL]", "dB[SPL]", 30)]
    [InlineData(25, "mCel", "Cel", 0.025)]
    [InlineData(1, "[stone_av]", "kg", 6.35029318)]
    [InlineData(3937, "[ft_us]", "m", 1200)]
    [InlineData(1, "[bbl_us]", "L", 158.987294928)]
    [InlineData(1, "[cup_us]", "mL", 236.5882365)]
    [InlineData(2, "kgf", "N", 19.6133)]
    [InlineData(1, "kcal_IT", "J", 4186.8)]
    [InlineData(80, "[degRe]", "Cel", 100)]
    [InlineData(1, "[in_i'H2O]", "Pa", 249.08891)]
    [InlineData(60, "U", "umol/s", 1)]
    public void A_value_is_converted_between_units_of_one_kind(double value, string from, string to, double expected) =>
        Units.Convert((decimal)value, from, to).ShouldBe((decimal)expected);

    // ETSI GS CIM 009, clause 4.5.2: unitCode is a code of UN/CEFACT Recommendation 20.
    [Theory]
    [InlineData("GQ CEL MTS P1 C62 59 61 2N A97 MQS H67 KWH")]
    [InlineData("MTK HAR GRM TNE M1 GL KMQ B98 C26 DAY WEE MON ANN 2Z 4K OHM MAW WHR MWH KHZ 4H DMQ MLT HLT KMK")]
    public void The_codes_of_trade_are_units(string codes) =>
        codes.Split(' ').Select(Recommendation20.ToUcum).ShouldAllBe(code => Units.IsKnown(code) && code != "C62");

    [Theory]
    [InlineData("m", "s")]
    [InlineData("m", "furlong")]
    [InlineData("metre", "m")]
    [InlineData("C", "Cel")]
    [InlineData("cel", "Cel")]
    [InlineData("W", "kW.h")]
    [InlineData("dB", "1")]
    [InlineData("Cel/m", "K/m")]
    [InlineData("k[ft_i]", "m")]
    [InlineData("m//s", "m/s")]
    [InlineData("m3^2", "m")]
    [InlineData("m99", "m")]
    [InlineData("{open", "1")]
    [InlineData("0", "1")]
    [InlineData("", "1")]
    [InlineData("[iU]", "[pH]")]
    public void What_is_unknown_or_measures_another_thing_is_never_guessed(string from, string to) =>
        Units.Convert(1, from, to).ShouldBeNull();

    [Fact]
    public void There_and_back_a_value_is_the_same() => Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(), Gen.Elements(Lengths).ToArbitrary(),
        Gen.Elements(Lengths).ToArbitrary(), (thousandths, from, to) =>
        {
            var value = thousandths / 1000m;
            var back = Units.Convert(Units.Convert(value, from, to)!.Value, to, from)!.Value;
            return Math.Abs(back - value) < 0.001m;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_is_sent_as_a_unit_is_read_or_refused_at_once() => Prop.ForAll(
        Gen.Elements("m", "s", "2", "-", ".", "/", "(", ")", "{", "}", "[", "]", "10*", "k", "Cel", "%", "9")
            .ArrayOf().Select(string.Concat).ToArbitrary(),
        code => Units.IsKnown(code) || Units.Convert(1, code, "m") is null).QuickCheckThrowOnFailure();

    private static readonly string[] Lengths = ["m", "cm", "km", "[ft_i]", "[yd_i]", "[nmi_i]", "dam"];
}
