using System.Collections.Immutable;
using NodaTime;
using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Live;
using Samanvay.Runtime.Views;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Live;

public sealed class TimelineWordsTests
{
    [Theory]
    [InlineData("OutOfRange", "99", "out of the believable range: it said 99")]
    [InlineData("Silent", null, "silent")]
    public void A_failing_sensor_is_told_with_the_kind_of_its_fault_and_what_it_said(
        string fault, string? value, string said)
    {
        var detail = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("fault", fault);
        var entry = new TimelineEntry(Instant.FromUtc(2026, 7, 1, 6, 0), TimelineKinds.Situation, 1)
        {
            Detail = value is null ? detail : detail.Add("value", value),
        };

        TimelineWords.ReasonOf(new Texts(), entry).ShouldBe(said);
    }
}
