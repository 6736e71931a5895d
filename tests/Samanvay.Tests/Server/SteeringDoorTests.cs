using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Server.Api;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

public sealed partial class SteeringDoorTests(ServerFixture server)
{
    private const string Nowhere = "/api/operations/0190a6c8-0000-7000-8000-000000000001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Acts =>
    [
        "/hold", "/resume", "/runs/1/hold", "/runs/1/resume", "/runs/1/cancel", "/runs/1/tokens/2/move",
        "/runs/1/tokens/2/skip", "/runs/1/scopes/1/repeat", "/runs/1/scopes/1/start", "/runs/1/scopes/1/finish",
    ];

    [Theory, MemberData(nameof(Acts))]
    public async Task Nobody_steers_without_signing_in(string act)
    {
        using var client = await server.ClientAsync();

        using var answer = await client.PostAsJsonAsync(Nowhere + act, Body, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, MemberData(nameof(Acts))]
    public async Task A_supervisor_is_asked_for_a_key_and_told_that_there_is_no_such_incident(string act)
    {
        using var client = await SupervisorAsync();

        using var without = await client.PostAsJsonAsync(Nowhere + act, Body, Cancellation);
        (await CodeAsync(without)).ShouldBe("key-missing");
        using var ahead = await client.PostAsJsonAsync($"{Nowhere}{act}?preview=true", Body, Cancellation);
        (await CodeAsync(ahead)).ShouldBe("not-found");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        using var answer = await client.PostAsJsonAsync(Nowhere + act, Body, Cancellation);
        (await CodeAsync(answer)).ShouldBe("not-found");
    }

    [Fact]
    public void A_key_that_was_used_for_one_act_does_not_make_another_seem_done()
    {
        var held = PersonRequest.KeyOf($"{Nowhere}/hold", "k");

        PersonRequest.KeyOf($"{Nowhere}/hold", "k").ShouldBe(held);
        PersonRequest.KeyOf($"{Nowhere}/resume", "k").ShouldNotBe(held);
    }

    [Theory]
    [InlineData("/runs/1/tokens/2/move", "/to")]
    [InlineData("/runs/1/scopes/1/repeat", "/element")]
    public async Task What_is_missing_is_named_with_its_place(string act, string place)
    {
        using var client = await SupervisorAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k2");

        using var answer = await client.PostAsJsonAsync(Nowhere + act, new { reason = "why" }, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("pointer").GetString()
            .ShouldBe(place);
    }

    private static object Body => new { to = "x", element = "x", reason = "The bridge is closed" };

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString();

    private async Task<HttpClient> SupervisorAsync()
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = await server.AddressAsync(),
        };
        var page = await client.GetStringAsync("/sign-in", Cancellation);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["person"] = "iccc-supervisor-a",
            ["returnTo"] = "/account",
        });
        using var answer = await client.PostAsync("/sign-in/sample", form, Cancellation);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
