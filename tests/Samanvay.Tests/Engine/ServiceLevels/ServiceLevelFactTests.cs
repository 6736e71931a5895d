using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.ServiceLevels;

public sealed class ServiceLevelFactTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 3, 12, 0);

    [Fact]
    public void Every_fact_has_a_stored_name_and_a_fold()
    {
        var facts = typeof(ServiceLevelFact).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ServiceLevelFact))).ToList();
        var named = typeof(ServiceLevelFact).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(name => name.DerivedType).ToList();

        named.ShouldBe(facts, ignoreOrder: true);
        typeof(ServiceLevelFact).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(name => name.TypeDiscriminator).ShouldBeUnique();
    }

    [Fact]
    public void A_ladder_run_is_its_stored_facts_folded()
    {
        var clock = Clocks.Started(Clocks.Level(Duration.FromHours(1)), Noon);
        var ladder = new Ladder
        {
            Id = "life", Basis = LadderBasis.Acknowledge, LoopMax = 1,
            Levels =
            [
                new() { Number = 1, Fire = After(2), AckTimeout = Duration.FromMinutes(5) },
                new() { Number = 2, Fire = After(5), Actions = [new RaiseSeverity(1), new Notify()] },
            ],
        };
        var context = new LadderContext(clock, CalendarBook.AlwaysOpen, level =>
            level.Number == 1 ? new(["b", "a"]) : LevelTargets.Nobody("empty"));

        var moves = new List<LadderMoved> { LadderEngine.Start(clock, ladder, Noon) };
        moves.Add(LadderEngine.Fire(moves[^1].Run, context, At(2)));
        moves.Add(LadderEngine.Acknowledge(moves[^1].Run, context, At(3), "a"));
        moves.Add(LadderEngine.Fire(moves[^1].Run, context, At(8)));
        moves.Add(LadderEngine.Fire(moves[^1].Run, context, At(11)));
        moves.Add(LadderEngine.Fire(moves[^1].Run, context, At(16)));
        moves.Add(LadderEngine.Replace(moves[^1].Run, context, At(17), ladder, restart: true));
        moves.Add(LadderEngine.Stop(moves[^1].Run, At(18), "done"));

        LadderRun? replayed = null;
        foreach (var fact in moves.SelectMany(move => move.Facts))
        {
            var stored = JsonSerializer.Serialize(fact, ServiceLevelJson.Default.ServiceLevelFact);
            replayed = LadderFold.Apply(
                replayed, JsonSerializer.Deserialize(stored, ServiceLevelJson.Default.ServiceLevelFact)!);
        }

        moves.SelectMany(move => move.Facts).OfType<LevelUnreachable>().ShouldNotBeEmpty();
        moves.SelectMany(move => move.Facts).OfType<LadderLooped>().ShouldNotBeEmpty();
        Text(replayed!).ShouldBe(Text(moves[^1].Run));
        var read = JsonSerializer.Deserialize(Text(replayed!), ServiceLevelJson.Default.LadderRun)!;
        Text(read).ShouldBe(Text(replayed!));
    }

    [Theory]
    [InlineData("PT4H30M", true)]
    [InlineData("PT0.250S", true)]
    [InlineData("-PT5M", true)]
    [InlineData("P1D", false)]
    [InlineData("P1M", false)]
    [InlineData("PT", false)]
    public void Durations_are_hours_minutes_and_seconds(string text, bool isRead) =>
        ClockText.TryParseDuration(text, out _).ShouldBe(isRead);

    [Fact]
    public void Stored_instants_always_have_milliseconds()
    {
        ClockText.Format(Noon).ShouldBe("2026-02-03T12:00:00.000Z");
        ClockText.Format(Duration.FromMilliseconds(90_061_500)).ShouldBe("PT25H1M1.5S");
    }

    private static string Text(LadderRun run) => JsonSerializer.Serialize(run, ServiceLevelJson.Default.LadderRun);

    private static AfterAckTimeout After(int minutes) => new(Duration.FromMinutes(minutes));

    private static Instant At(int minutes) => Noon + Duration.FromMinutes(minutes);
}
