using NodaTime;
using Samanvay.Designer.Components;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed class RemainingTimeTests
{
    [Theory]
    [InlineData(9, "0 min 09 s")]
    [InlineData(250, "4 min 10 s")]
    [InlineData(45 * 60, "45 min")]
    [InlineData(3900, "1 h 05 min")]
    [InlineData(90_000, "1 d 1 h")]
    [InlineData(-720, "−12 min")]
    public void A_span_is_said_in_the_two_largest_units_that_matter(int seconds, string said) =>
        RemainingTime.Say(Duration.FromSeconds(seconds), "d h min s").ShouldBe(said);
}
