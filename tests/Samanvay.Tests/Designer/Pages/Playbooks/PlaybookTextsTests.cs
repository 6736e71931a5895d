using Samanvay.Designer.Localization;
using Samanvay.Designer.Pages.Playbooks.Parts;
using Samanvay.Runtime.Playbooks;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer.Pages.Playbooks;

public sealed class PlaybookTextsTests
{
    [Fact]
    public void Every_kind_of_the_readiness_report_has_words()
    {
        var words = new Texts();
        var kinds = typeof(ReadinessKinds).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();

        kinds.Count.ShouldBeGreaterThan(5);
        foreach (var kind in kinds) words.KeysOf("en").ShouldContain($"playbooks.kind.{kind}");
    }

    [Fact]
    public void A_publishers_text_can_bring_neither_html_nor_a_link_that_runs()
    {
        var html = ForeignMarkdown.ToHtml("<script>x</script>\n\n[run](javascript:x) [web](https://example.org/)");

        html.ShouldNotContain("<script");
        html.ShouldNotContain("javascript:");
        html.ShouldContain("href=\"https://example.org/\"");
    }
}
