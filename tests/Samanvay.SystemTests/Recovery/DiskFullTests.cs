using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Samanvay.SystemTests.Journeys;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

/// <summary>The disk runs full under a server at work, and has space again later.</summary>
public sealed class DiskFullTests : IDisposable
{
    private static readonly MediaTypeHeaderValue Event = new("application/cloudevents+json");
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly string _disk = Directory.CreateTempSubdirectory("samanvay-disk-").FullName;

    [Fact]
    public async Task What_was_answered_is_stored_and_work_goes_on_when_there_is_space()
    {
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _disk),
            "A disk of a few megabytes can not be mounted here.");
        var data = Path.Combine(_disk, "data");
        string key;
        await using (var city = await PreparedCity.OpenAsync(data))
            key = await city.IssueKeyAsync("gateway-river");

        var taken = new List<string>();
        await using (var server = await RunningServer.StartAsync(data, "--no-season"))
        {
            using var client = new HttpClient { BaseAddress = new Uri(server.Address), Timeout = Soon };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            (await SendAsync(client, "before", taken)).ShouldBe(HttpStatusCode.OK);
            var filler = await FillAsync();

            await UntilAsync(async () => await SendAsync(client, "full", taken) != HttpStatusCode.OK);
            using var refused = await PostAsync(client, "refused");
            await ShouldSayFullAsync(client, refused);

            File.Delete(filler);
            await UntilAsync(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
            (await SendAsync(client, "after", taken)).ShouldBe(HttpStatusCode.OK);
        }

        await using var left = await PreparedCity.OpenAsync(data);
        var events = await left.EventsAsync();
        events.Values.ShouldAllBe(times => times == 1);
        taken.ShouldBeSubsetOf(events.Keys.Select(stored => stored.Id));
        (await left.DifferencesAsync()).ShouldBe(0);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        using var unmounting = Process.Start(new ProcessStartInfo("umount", ["-l", _disk])
        {
            RedirectStandardError = true,
        })!;
        unmounting.WaitForExit();
        Directory.Delete(_disk, recursive: true);
    }

    private static async Task ShouldSayFullAsync(HttpClient client, HttpResponseMessage refused)
    {
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("storage-full");
        problem.GetProperty("title").GetString()!.ShouldStartWith("The disk of this server is full.");
        (await client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var ready = await client.GetAsync("/health/ready");
        (await ready.Content.ReadAsStringAsync()).ShouldBe("""{"status":"disk-full"}""");
        (await client.GetStringAsync("/sign-in")).ShouldContain("The disk of this server is full.");
    }

    private async Task<string> FillAsync()
    {
        var path = Path.Combine(_disk, "filler");
        var page = new byte[4096];
        try
        {
            await using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            while (true) await filler.WriteAsync(page);
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, string what, List<string> taken)
    {
        for (var number = 1; number <= 100; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");
            using var answer = await PostAsync(client, id);
            if (!answer.IsSuccessStatusCode) return answer.StatusCode;
            if (!taken.Contains(id)) taken.Add(id);
        }

        return HttpStatusCode.OK;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string id)
    {
        var clock = await client.GetFromJsonAsync<JsonElement>("/api/clock");
        var reading = new
        {
            specversion = "1.0",
            type = "samanvay.reading",
            source = "disk",
            id,
            subject = "rg-lohar",
            time = clock.GetProperty("now").GetString(),
            data = new { value = 1.0 },
        };
        return await client.PostAsync("/api/signals", JsonContent.Create(reading, Event));
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        using var patience = new CancellationTokenSource(Soon);
        while (!await isDone())
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
