using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Runtime.Intake;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Server;

/// <summary>Whatever is sent: the server never fails, always says why, and stores once what it took.</summary>
public sealed class SignalFuzzTests(ServerFixture server)
{
    private static readonly string[] Types = [SignalPost.Structured, SignalPost.Batched, "application/json"];

    private static readonly string[] Oddities =
    [
        "null", "true", "-0", "0.1e-400", "1e400", "1e28", "79228162514264337593543950335", "[]", "{}", "\"\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\u202e\"", "\"9999-12-31T23:59:60+18:00\"",
        "\"0000-00-00T00:00:00Z\"", "\"m\"", "\"[ft_i]\"", "\"%\"", "{\"value\":1,\"unit\":{}}", "{\"value\":[1]}",
        "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "\"'; DROP TABLE cities; --\"", "\"../../etc\"", "NaN", "1.", "'m'",
    ];

    [Fact]
    public async Task Bytes_of_any_kind_are_answered_with_a_reason()
    {
        using var client = await server.GatewayAsync("gateway-river");
        var now = await server.NowAsync();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var body = Encoding.UTF8.GetBytes($"[{SignalPost.Event(now, Id(seed)).ToJsonString()}]");
            for (var count = random.Next(1, 6); count > 0; count--) Damage(random, ref body);

            ShouldBeAnswered(SignalPost.SendAsync(client, body, Types[random.Next(3)]).GetAwaiter().GetResult());
        }));
    }

    [Fact]
    public async Task Events_of_any_shape_are_answered_one_by_one_and_what_was_taken_is_stored_once()
    {
        using var client = await server.GatewayAsync("gateway-river");
        var now = await server.NowAsync();
        var taken = new List<string>();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, random.Next(1, 5))
                .Select(number => Bent(random, now, $"{Id(seed)}-{number}")).ToList();
            var batch = $"[{string.Join(',', events)}]";

            var reply = SignalPost.SendAsync(client, batch, SignalPost.Batched).GetAwaiter().GetResult();
            var again = SignalPost.SendAsync(client, batch, SignalPost.Batched).GetAwaiter().GetResult();

            ShouldBeAnswered(reply);
            again.Statuses.ShouldNotContain("taken");
            taken.AddRange(reply.Lines.Where(line => line.GetProperty("status").GetString() == "taken")
                .Select(line => line.GetProperty("id").GetString()!));
        }));

        taken.Count.ShouldBeGreaterThan(50);
        var stored = await server.StoredAsync();
        foreach (var id in taken.Distinct(StringComparer.Ordinal)) stored[id].Count().ShouldBe(1, id);
    }

    private static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private static void ShouldBeAnswered(SignalReply reply)
    {
        ((int)reply.Status).ShouldBeOneOf(200, 400, 413, 415, 422);
        if ((int)reply.Status != 200)
        {
            reply.IsProblem.ShouldBeTrue();
            reply.Code.ShouldNotBe(SignalRefusals.Failed);
            return;
        }

        foreach (var line in reply.Lines.Where(line => line.GetProperty("status").GetString() == "refused"))
        {
            line.GetProperty("code").GetString().ShouldNotBe(SignalRefusals.Failed);
            line.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
            line.GetProperty("pointer").GetString().ShouldStartWith("/");
        }
    }

    private static string Id(int seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{seed}-{Guid.NewGuid():n}");

    // One property or none says something odd, is gone, or is there twice.
    private static string Bent(Random random, Instant now, string id)
    {
        var one = SignalPost.Event(now, id);
        var name = one.ElementAt(random.Next(one.Count)).Key;
        var odd = Oddities[random.Next(Oddities.Length)];
        if (!IsJson(odd)) odd = "null";
        switch (random.Next(5))
        {
            case 0: one.Remove(name); return one.ToJsonString();
            case 1: return $"{{\"{name}\":{odd},{one.ToJsonString()[1..]}";
            case 2: one.Remove(name); return $"{{\"{name}\":{odd},{one.ToJsonString()[1..]}";
            default: return one.ToJsonString();
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var read = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Damage(Random random, ref byte[] body)
    {
        var place = random.Next(body.Length);
        switch (random.Next(5))
        {
            case 0:
                body[place] = (byte)random.Next(256);
                break;
            case 1:
                body = [.. body[..place], .. body[Math.Min(body.Length, place + random.Next(1, 9))..], (byte)'\n'];
                break;
            case 2:
                var odd = Encoding.UTF8.GetBytes(Oddities[random.Next(Oddities.Length)]);
                body = [.. body[..place], .. odd, .. body[place..]];
                break;
            case 3:
                body = [.. body[..place], .. body[..place], .. body[place..]];
                break;
            default:
                random.NextBytes(body.AsSpan(place, Math.Min(8, body.Length - place)));
                break;
        }
    }
}
