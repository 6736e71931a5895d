using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Procedures;
using Samanvay.SystemTests.Journeys;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

/// <summary>An authority hands in alerts while the server is killed before and after it could answer.</summary>
public sealed class AlertKillTests : IDisposable
{
    private const string Rule = """
        {
          "id": "ward-warning", "title": "Warning for a ward", "alert": {"place": "ward"},
          "levels": [{"name": "given", "severity": 3}], "closableAfter": "PT6H"
        }
        """;

    private const string Diagram = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sop="urn:samanvay:sop:1"
            id="definitions" targetNamespace="urn:samanvay:test">
          <bpmn:resource id="police.control" name="police.control" />
          <bpmn:message id="given" name="ward-warning/raised/given" />
          <bpmn:process id="warned" name="Warned" isExecutable="true">
            <bpmn:startEvent id="start" name="Warned">
              <bpmn:extensionElements><sop:trigger situation="ward-warning" change="raised" level="given" />
              </bpmn:extensionElements>
              <bpmn:messageEventDefinition id="start-message" messageRef="given" />
            </bpmn:startEvent>
            <bpmn:userTask id="look" name="Look">
              <bpmn:potentialOwner id="look-owner"><bpmn:resourceRef>police.control</bpmn:resourceRef>
              </bpmn:potentialOwner>
            </bpmn:userTask>
            <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="look" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-alert-kill-").FullName;

    [Fact]
    public async Task Each_alert_is_kept_once_and_opens_one_incident_however_often_it_comes()
    {
        string key;
        IReadOnlyList<(string Id, string Name)> wards;
        await using (var city = await PreparedCity.OpenAsync(_folder))
        {
            key = await city.IssueKeyAsync("gateway-river");
            wards = await city.WardsAsync();
            await city.SaveFeedAsync(
                new Feed(default, "warnings", "Warnings", FeedFormat.Cap) { Gateway = "gateway-river" });
            await city.PublishAsync("warned", new ProcedureFiles(ImmutableSortedDictionary<string, string>.Empty)
                .With("procedures/warned.bpmn", Diagram).With("situations/ward-warning.json", Rule));
        }

        var seed = Environment.TickCount;
        var (random, answered) = (new Random(seed), new List<string>());
        var server = await RunningServer.StartAsync(_folder, "--no-season");
        // Everybody sends what has no answer again; so each alert is at one time in the middle of a kill.
        for (var next = 0; next < 12; next += 6)
        {
            var sent = await NowAsync(server, key);
            var sending = Task.WhenAll(wards.Skip(next).Take(6).Select(ward => SendAsync(server, key, ward, sent)));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 250)), TimeProvider.System,
                TestContext.Current.CancellationToken);
            await server.KillAsync();
            answered.AddRange((await sending).OfType<string>());
            server = await server.StartAgainAsync("--no-season");
            foreach (var ward in wards.Skip(next).Take(6))
                answered.Add((await SendAsync(server, key, ward, sent)).ShouldNotBeNull($"seed {seed}"));
        }

        await using var after = await EndedAsync(server, 12);
        var expected = wards.Take(12).Select(ward => ward.Id).Order().ToList();
        answered.ShouldAllBe(status => status == "taken" || status == "duplicate", $"seed {seed}");
        (await after.AlertsAsync()).OrderBy(alert => alert.Identifier)
            .ShouldBe(expected.Select(id => (id, 1)), $"seed {seed}");
        var opened = (await after.IncidentsAsync()).Select(facts => facts.OfType<IncidentOpened>().Single());
        opened.Select(fact => fact.Opening.DedupeKey!).Order()
            .ShouldBe(expected.Select(id => $"ward-warning/{id}"), $"seed {seed}");
        (await after.DifferencesAsync()).ShouldBe(0, $"seed {seed}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What became of it; none when nobody answered.</summary>
    private static async Task<string?> SendAsync(
        RunningServer server, string key, (string Id, string Name) ward, string sent)
    {
        using var client = Client(server, key);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"""
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>{ward.Id}</identifier>
              <sender>met</sender><sent>{sent}</sent><status>Actual</status><msgType>Alert</msgType>
              <scope>Public</scope><info><category>Met</category><event>Rain</event><urgency>Expected</urgency>
              <severity>Severe</severity><certainty>Likely</certainty>
              <area><areaDesc>{ward.Name}</areaDesc></area></info></alert>
            """));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cap+xml");
        try
        {
            using var answer = await client.PostAsync(
                "/api/feeds/warnings", content, TestContext.Current.CancellationToken);
            answer.EnsureSuccessStatusCode();
            var lines = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            return lines[0].GetProperty("status").GetString();
        }
        catch (Exception gone) when (gone is HttpRequestException { StatusCode: null } or IOException)
        {
            return null;
        }
    }

    // CAP writes the offset in numbers.
    private static async Task<string> NowAsync(RunningServer server, string key)
    {
        using var client = Client(server, key);
        var clock = await client.GetFromJsonAsync<JsonElement>("/api/clock", TestContext.Current.CancellationToken);
        return $"{clock.GetProperty("now").GetString()!.Split('.', 'Z')[0]}+00:00";
    }

    // What is answered waits in the inbox; the incidents are opened beside it.
    private async Task<PreparedCity> EndedAsync(RunningServer server, int incidents)
    {
        for (var attempt = 1; ; attempt++)
        {
            await Task.Delay(TimeSpan.FromSeconds(attempt), TimeProvider.System,
                TestContext.Current.CancellationToken);
            await server.KillAsync();
            var city = await PreparedCity.OpenAsync(_folder);
            if (attempt == 5 || (await city.IncidentsAsync()).Count >= incidents) return city;
            await city.DisposeAsync();
            server = await server.StartAgainAsync("--no-season");
        }
    }

    private static HttpClient Client(RunningServer server, string key)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Address), Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
