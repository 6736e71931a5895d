using Bunit;
using Samanvay.Designer.Pages.Procedures.Review;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Procedures;

public sealed class DifferenceListTests : ScreenTest
{
    private const string Rule = """
        {"id": "rain", "signal": "rain", "unit": "mm", "levels": [{"name": "heavy", "at": 3, "severity": 4}]}
        """;

    [Fact]
    public void A_new_rule_leads_to_its_page_once_and_one_that_is_gone_does_not()
    {
        var with = ProcedureFiles.Empty.With("situations/rain.json", Rule);

        Links(ProcedureFiles.Empty, with).ShouldBe(["/rules/flood/rain"]);
        Links(with, ProcedureFiles.Empty).ShouldBeEmpty();
    }

    private IEnumerable<string?> Links(ProcedureFiles before, ProcedureFiles after) =>
        Render<DifferenceList>(parameters => parameters
            .Add(it => it.Differences, ProcedureDiff.Between(before, after))
            .Add(it => it.Procedure, new ProcedureId("flood")))
            .FindAll("a").Select(link => link.GetAttribute("href"));
}
