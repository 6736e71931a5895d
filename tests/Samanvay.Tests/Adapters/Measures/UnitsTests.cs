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
    public void A_value_is_converted_between_units_of_one_kind(double value, string from, string to, double expected) =>
        Units.Convert((decimal)value, from, to).ShouldBe((decimal)expected);

    [Theory]
    [InlineData("m", "s")]
    [InlineData("m", "furlong")]
    [InlineData("metre", "m")]
    [InlineData("C", "Cel")]
    [InlineData("cel", "Cel")]
    [InlineData("W", "kW.h")]
    public void What_is_unknown_or_measures_another_thing_is_never_guessed(string from, string to) =>
        Units.Convert(1, from, to).ShouldBeNull();
}
