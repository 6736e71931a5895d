using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed partial class ThemeTests
{
    private static readonly string Tokens =
        File.ReadAllText(Path.Combine(DesignerSources.Root, "wwwroot", "tokens.css"));

    public static TheoryData<string, string, double> Pairs()
    {
        (string Text, string Ground)[] texts =
        [
            ("text", "page"), ("text", "surface"), ("text", "surface-sunken"), ("text-muted", "page"),
            ("text-muted", "surface"), ("text-muted", "surface-sunken"), ("accent-text", "surface"),
            ("accent-text", "accent-soft"), ("on-accent", "accent"), ("on-accent", "accent-hover"),
            ("bar-text", "bar"), ("bar-muted", "bar"), ("bar-text", "bar-raised"), ("ok-text", "ok-soft"),
            ("warning-text", "warning-soft"), ("error-text", "error-soft"), ("error-text", "surface"),
            ("on-ok", "ok-line"), ("on-warning", "warning-line"), ("on-error", "error-line"), ("s1-on", "s1-fill"),
            ("s2-on", "s2-fill"), ("s3-on", "s3-fill"), ("s4-on", "s4-fill"), ("s5-on", "s5-fill"),
            ("canvas-text", "canvas"), ("canvas-text", "kind-step-fill"), ("canvas-text", "kind-automatic-fill"),
            ("canvas-text", "kind-decision-fill"), ("canvas-text", "kind-tell-fill"),
        ];
        (string Line, string Ground)[] edges =
        [
            ("line-strong", "surface"), ("line-strong", "page"), ("focus", "surface"), ("canvas-line", "canvas"),
            ("kind-step-line", "canvas"), ("kind-start-line", "canvas"), ("kind-automatic-line", "canvas"),
            ("kind-decision-line", "canvas"), ("kind-late-line", "canvas"), ("kind-wait-line", "canvas"),
            ("kind-tell-line", "canvas"), ("kind-end-line", "canvas"), ("water", "surface"),
        ];
        return
        [
            .. texts.Select(pair => (pair.Text, pair.Ground, 4.5)),
            .. edges.Select(pair => (pair.Line, pair.Ground, 3.0)),
        ];
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_pair_of_colours_can_be_read_in_light_and_dark(string above, string below, double least)
    {
        Contrast(Light[above], Light[below]).ShouldBeGreaterThanOrEqualTo(least, "light");
        Contrast(Dark[above], Dark[below]).ShouldBeGreaterThanOrEqualTo(least, "dark");
    }

    [Fact]
    public void Who_follows_the_system_gets_the_same_dark_theme() => Block("[data-theme='system']").ShouldBe(Dark);

    [Fact]
    public void The_dark_theme_gives_every_colour_of_the_light_one() => Light.Keys.Except(Dark.Keys).ShouldBeEmpty();

    private static Dictionary<string, string> Light => Block(":root {");

    private static Dictionary<string, string> Dark => Block("[data-theme='dark']");

    private static Dictionary<string, string> Block(string selector)
    {
        var from = Tokens.IndexOf(selector, StringComparison.Ordinal);
        var text = Tokens[from..Tokens.IndexOf('}', from)];
        return Colour().Matches(text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    // WCAG 2.1, contrast ratio and relative luminance.
    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string colour)
    {
        var parts = Convert.FromHexString(colour.AsSpan(1)).Select(part => part / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
