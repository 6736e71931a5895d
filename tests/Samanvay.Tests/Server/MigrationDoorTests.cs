using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Runtime.Ports;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

public sealed partial class MigrationDoorTests(ServerFixture server)
{
    private const string Approver = "sop-approver-a";
    private const string Nothing = "/api/migrations/0190a6c8-0000-7000-8000-000000000001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Doors => ["/api/migrations/plan", "/api/migrations/try", "/api/migrations"];

    [Theory, MemberData(nameof(Doors))]
    public async Task Nobody_moves_anything_without_signing_in(string door)
    {
        using var client = await server.ClientAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");

        using var answer = await client.PostAsJsonAsync(door, Body("v", "w"), Cancellation);
        using var progress = await client.GetAsync(Nothing, Cancellation);
        using var older = await client.GetAsync("/api/procedures/river-flood/older", Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        progress.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        older.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_supervisor_may_steer_but_not_move_to_another_version(string door)
    {
        using var client = await SignedInAsync("iccc-supervisor-a");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k1");

        using var answer = await client.PostAsJsonAsync(door, Body("v", "w"), Cancellation);
        using var progress = await client.GetAsync(Nothing, Cancellation);

        (answer.StatusCode, await CodeAsync(answer)).ShouldBe((HttpStatusCode.Forbidden, "not-allowed"));
        (progress.StatusCode, await CodeAsync(progress)).ShouldBe((HttpStatusCode.Forbidden, "not-allowed"));
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_version_that_is_not_there_is_named(string door)
    {
        using var client = await SignedInAsync(Approver);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k2");

        using var answer = await client.PostAsJsonAsync(door, Body("nowhere", "nowhere-2"), Cancellation);

        (answer.StatusCode, await CodeAsync(answer)).ShouldBe((HttpStatusCode.NotFound, "not-found"));
    }

    [Theory]
    [InlineData("{\"target\":\"w\"}", "/source")]
    [InlineData("{\"source\":1,\"target\":\"w\"}", "/source")]
    [InlineData("[]", "/source")]
    [InlineData("{\"source\":\"v\",\"target\":\"w\",\"elements\":[]}", "/elements")]
    [InlineData("{\"source\":\"v\",\"target\":\"w\",\"elements\":{\"a\":1}}", "/elements")]
    [InlineData("{\"source\":\"v\",\"target\":\"w\",\"flows\":\"x\"}", "/flows")]
    public async Task A_plan_that_is_none_is_refused_with_the_place(string body, string place)
    {
        using var client = await SignedInAsync(Approver);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k3");
        foreach (var door in new[] { "/api/migrations/plan", "/api/migrations/try", "/api/migrations" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(door, content, Cancellation);

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("pointer").GetString()
                .ShouldBe(place);
        }
    }

    [Fact]
    public async Task A_plan_between_versions_in_force_is_made_tried_and_refused_where_nothing_runs()
    {
        var version = await VersionAsync();
        using var client = await SignedInAsync(Approver);

        using var made = await client.PostAsJsonAsync("/api/migrations/plan", Body(version, version), Cancellation);
        var plan = (await made.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("plan");
        using var tried = await client.PostAsJsonAsync("/api/migrations/try", plan, Cancellation);
        using var keyless = await client.PostAsJsonAsync("/api/migrations", plan, Cancellation);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "k4");
        using var silent = await client.PostAsJsonAsync("/api/migrations", plan, Cancellation);
        using var stale = await client.PostAsJsonAsync(
            "/api/migrations",
            new
            {
                source = version,
                target = version,
                elements = new Dictionary<string, string> { ["gone"] = "gone" },
                reason = "New orders.",
            },
            Cancellation);
        using var progress = await client.GetAsync(Nothing, Cancellation);

        made.StatusCode.ShouldBe(HttpStatusCode.OK);
        tried.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeAsync(keyless)).ShouldBe("key-missing");
        (await CodeAsync(silent)).ShouldBe("invalid");
        stale.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await stale.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("problems").GetArrayLength()
            .ShouldBeGreaterThan(0);
        progress.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static object Body(string source, string target) => new { source, target, reason = "New orders." };

    private async Task<string> VersionAsync()
    {
        var services = await server.ServicesAsync();
        var city = (await services.GetRequiredService<ICityStore>().ListAsync(Cancellation)).Single().Id;
        var all = await services.GetRequiredService<Samanvay.Runtime.Procedures.ProcedureCatalog>()
            .OfAsync(city, Cancellation);
        return all.InForce[0].Version.Id.Value;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("code").GetString();

    private async Task<HttpClient> SignedInAsync(string person)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = await server.AddressAsync(),
        };
        var page = await client.GetStringAsync("/sign-in", Cancellation);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["person"] = person,
            ["returnTo"] = "/account",
        });
        using var answer = await client.PostAsync("/sign-in/sample", form, Cancellation);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
