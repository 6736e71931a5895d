using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Samanvay.Designer.Hosting;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed partial class DesignerHostTests : IAsyncLifetime
{
    private WebApplication _server = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Samanvay.Server" });
        builder.WebHost.UseTestServer().UseStaticWebAssets();
        builder.Services.AddSamanvayDesigner();
        _server = builder.Build();
        _server.UseSamanvayDesigner();
        _server.MapSamanvayDesigner();
        await _server.StartAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    [InlineData("/_content/Samanvay.Designer/modeler/modeler.js", "text/javascript")]
    [InlineData("/_content/Samanvay.Designer/modeler/viewer.js", "text/javascript")]
    [InlineData("/_content/Samanvay.Designer/modeler/map.js", "text/javascript")]
    [InlineData("/_content/Samanvay.Designer/modeler/styles/modeler.css", "text/css")]
    [InlineData("/_content/Samanvay.Designer/fonts/fonts.css", "text/css")]
    [InlineData("/_content/Samanvay.Designer/tokens.css", "text/css")]
    public async Task Everything_that_a_page_loads_is_served_from_here(string path, string type)
    {
        var answer = await GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Every_link_of_a_page_leads_to_a_file_that_is_there()
    {
        var page = await (await GetAsync("/not-found")).Content.ReadAsStringAsync(Cancellation);
        var links = Asset().Matches(page).Select(match => match.Groups[1].Value).ToList();

        links.Count.ShouldBeGreaterThan(5);
        foreach (var link in links) (await GetAsync("/" + link)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
    }

    [Fact]
    public async Task The_policy_allows_neither_inline_script_nor_another_host()
    {
        var policy = (await GetAsync("/not-found")).Headers.GetValues("Content-Security-Policy").Single();

        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldNotContain("unsafe-eval");
        policy.ShouldNotContain("http");
    }

    [Fact]
    public async Task A_page_has_no_script_of_its_own()
    {
        var page = await (await GetAsync("/not-found")).Content.ReadAsStringAsync(Cancellation);

        Script().Matches(page).Select(match => match.Value).ShouldAllBe(tag => tag.Contains("src="));
        page.ShouldNotContain(" onclick=");
    }

    [Fact]
    public async Task What_is_not_there_is_answered_by_a_page_that_says_so()
    {
        var answer = await GetAsync("/no-such-place", "text/html");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("This page does not exist");
    }

    [Fact]
    public async Task A_program_that_asks_for_what_is_not_there_gets_no_page()
    {
        var answer = await GetAsync("/no-such-place", "application/json");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Language_and_theme_are_kept_by_a_plain_form_and_the_person_comes_back()
    {
        var (form, cookie) = await FormAsync();

        var answer = await PostAsync(
            [.. form, new("language", "hi"), new("theme", "dark"), new("returnTo", "/not-found?a=1")], cookie);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/not-found?a=1");
        var page = await PageAsync(string.Join("; ", Cookies(answer)));
        page.ShouldContain("""<html lang="hi" data-theme="dark" """.TrimEnd());
    }

    [Fact]
    public async Task Nobody_is_sent_to_another_host()
    {
        var (form, cookie) = await FormAsync();

        var answer = await PostAsync([.. form, new("theme", "dark"), new("returnTo", "//elsewhere.example")], cookie);

        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        var answer = await PostAsync([new("theme", "dark"), new("returnTo", "/")], cookie: null);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Whoever_has_not_chosen_gets_the_language_of_the_browser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/not-found");
        request.Headers.Add("Accept-Language", "hi-IN,hi;q=0.9");

        var answer = await _server.GetTestClient().SendAsync(request, Cancellation);

        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("""<html lang="hi" """.TrimEnd());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> GetAsync(string path, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", accept } } };
        return await _server.GetTestClient().SendAsync(request, Cancellation);
    }

    private async Task<string> PageAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/not-found") { Headers = { { "Cookie", cookie } } };
        var answer = await _server.GetTestClient().SendAsync(request, Cancellation);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<(KeyValuePair<string, string>[] Form, string Cookie)> FormAsync()
    {
        var answer = await GetAsync("/not-found");
        var token = Token().Match(await answer.Content.ReadAsStringAsync(Cancellation)).Groups[1].Value;
        return ([new("__RequestVerificationToken", token)], Cookies(answer).Single());
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]);

    private async Task<HttpResponseMessage> PostAsync(KeyValuePair<string, string>[] form, string? cookie)
    {
        using var content = new FormUrlEncodedContent(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/preferences") { Content = content };
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await _server.GetTestClient().SendAsync(request, Cancellation);
    }

    [GeneratedRegex("(?:href|src)=\"(_content/[^\"]+|_framework/[^\"]+|[^\"]+\\.styles\\.css)\"")]
    private static partial Regex Asset();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
