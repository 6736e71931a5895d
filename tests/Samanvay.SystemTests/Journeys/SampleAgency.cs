using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Tests.Support;

namespace Samanvay.SystemTests.Journeys;

/// <summary>A program of the agencies: signs in as sample people, asks for open steps and does them by HTTP.</summary>
internal sealed partial class SampleAgency : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly List<HttpClient> _people = [];
    private readonly Dictionary<string, JsonElement> _outputs;

    private SampleAgency(Dictionary<string, JsonElement> outputs) => _outputs = outputs;

    /// <summary>What was answered as done, as operation and item.</summary>
    public List<(Guid Operation, int Item)> Acknowledged { get; } = [];

    /// <param name="people">By id; a sample person is chosen without a password on this machine.</param>
    public static async Task<SampleAgency> SignInAsync(string address, params string[] people)
    {
        var agency = new SampleAgency(await OutputsAsync());
        foreach (var person in people)
            agency._people.Add(await SignInAsync(address, person));

        return agency;
    }

    /// <summary>The steps that these people may do, and who of them.</summary>
    public async Task<IReadOnlyList<(Step Step, HttpClient Person)>> OpenAsync()
    {
        var open = new List<(Step, HttpClient)>();
        foreach (var person in _people)
        {
            foreach (var step in await person.GetFromJsonAsync<Step[]>("/api/steps") ?? [])
                open.Add((step, person));
        }

        return [.. open.DistinctBy(pair => (pair.Item1.Operation, pair.Item1.Item))];
    }

    /// <summary>Does every open step but the named ones, until none is left; says how many.</summary>
    public async Task<int> DoAllAsync(params string[] except)
    {
        var done = 0;
        while ((await OpenAsync()).Where(open => !except.Contains(open.Step.Element)).ToList() is [_, ..] open)
        {
            foreach (var (step, person) in open)
                done += await CompleteAsync(person, step) ? 1 : 0;
        }

        return done;
    }

    /// <summary>Does what there is to do until told to stop, also when the server is away for a while.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await DoAllAsync();
            }
            catch (Exception gone) when (gone is HttpRequestException { StatusCode: null } or IOException
                or TaskCanceledException)
            {
                // The server was killed: whether the step is done is seen when it is back.
            }

            await Task.Delay(Glance, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>False when the step was withdrawn or done by somebody else.</summary>
    public async Task<bool> CompleteAsync(HttpClient person, Step step)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/operations/{step.Operation}/steps/{step.Item}/complete")
        {
            Content = JsonContent.Create(_outputs.GetValueOrDefault(step.Element, Nothing)),
        };
        request.Headers.Add("Idempotency-Key", $"agency/{step.Operation}/{step.Item}");
        using var answer = await person.SendAsync(request);
        if (answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
            return false;

        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{step.Element}: {await answer.Content.ReadAsStringAsync()}");

        Acknowledged.Add((step.Operation, step.Item));
        return true;
    }

    public void Dispose() => _people.ForEach(person => person.Dispose());

    private static JsonElement Nothing => JsonSerializer.SerializeToElement(new { });

    private static async Task<HttpClient> SignInAsync(string address, string person)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromSeconds(60),
        };
        var token = Token().Match(await client.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["person"] = person,
            ["returnTo"] = "/account",
        });
        using var answer = await client.PostAsync("/sign-in/sample", form);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    // The answers of the sample season's people; the last one counts where a step is answered differently over time.
    private static async Task<Dictionary<string, JsonElement>> OutputsAsync()
    {
        var path = Path.Combine(SharedFolder.Repository, "samples", "season", "people.json");
        var people = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(path)).GetProperty("people");
        return people.EnumerateArray().Where(each => each.TryGetProperty("output", out _))
            .GroupBy(each => each.GetProperty("step").GetString()!, each => each.GetProperty("output"))
            .ToDictionary(outputs => outputs.Key, outputs => outputs.Last());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    internal sealed record Step(Guid Operation, int Item, string Element, string Role);
}
