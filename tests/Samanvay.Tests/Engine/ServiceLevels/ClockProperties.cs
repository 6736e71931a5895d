using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Engine.ServiceLevels;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.ServiceLevels.Clocks;

namespace Samanvay.Tests.Engine.ServiceLevels;

public sealed class ClockProperties
{
    // Each with a change of clocks within the days that a case covers; Lord Howe changes by half an hour.
    private static readonly (string Zone, LocalDateTime Near)[] Places =
    [
        (London, new(2026, 3, 27, 12, 0)), (London, new(2026, 10, 23, 12, 0)),
        ("America/New_York", new(2026, 3, 6, 12, 0)), ("America/New_York", new(2026, 10, 30, 12, 0)),
        ("Australia/Lord_Howe", new(2026, 4, 3, 12, 0)), ("Australia/Lord_Howe", new(2026, 10, 2, 12, 0)),
    ];

    private static readonly Gen<LocalTime> Times =
        from quarter in Gen.Choose(0, 95) select LocalTime.Midnight.PlusMinutes(quarter * 15);

    private static readonly Gen<WorkingHours> Openings =
        from opens in Times from closes in Times select new WorkingHours(opens, closes);

    private static readonly Gen<Case> Cases =
        from place in Gen.Elements(Places)
        from weekly in Gen.ArrayOf(Gen.ArrayOf(Openings, 2), 7)
        from closed in Gen.Choose(1, 7)
        from target in Gen.Choose(1, 2000)
        from start in Gen.Choose(0, 3000)
        from steps in Gen.ArrayOf(
            from kind in Gen.Choose(0, 3) from wait in Gen.Choose(0, 900) from length in Gen.Choose(1, 1500)
            select (kind, wait, length), 6)
        select new Case(place.Zone, place.Near, weekly, closed, target, start, steps);

    [Fact]
    public void Due_and_elapsed_agree_with_a_model_that_counts_minutes() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Cases.ToArbitrary(), Agree));

    [Fact]
    public void A_clock_is_its_stored_facts_folded() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Cases.ToArbitrary(), Replays));

    private static void Agree(Case random)
    {
        var run = new Run(random);
        var model = new MinuteModel(run.Calendar, run.At, 60);
        var (since, elapsed, remaining) = (run.At, 0, random.Target);
        foreach (var step in random.Steps)
        {
            var due = model.Add(since, remaining);
            run.Clock.DueAt.ShouldBe(due);
            var at = run.At + Duration.FromMinutes(step.Wait);
            if (at >= due) break;
            var used = model.Elapsed(since, at);
            ClockView.Elapsed(run.Clock, run.Book, at).ShouldBe(Duration.FromMinutes(elapsed + used));
            (elapsed, remaining) = (elapsed + used, remaining - used);
            since = run.Take(step);
            if (step.Kind == 2) remaining = step.Length;
            if (step.Kind == 3) remaining = Math.Max(0, step.Length - elapsed);
        }
    }

    private static void Replays(Case random)
    {
        var run = new Run(random);
        foreach (var step in random.Steps)
        {
            run.Take(step);
            run.Fire();
        }

        run.Keep(ClockEngine.Stop(run.Clock, run.Book, run.At, run.At));
        ServiceClock? replayed = null;
        foreach (var fact in run.Facts)
        {
            var stored = JsonSerializer.Serialize(fact, ServiceLevelJson.Default.ServiceLevelFact);
            replayed = ClockFold.Apply(
                replayed, JsonSerializer.Deserialize(stored, ServiceLevelJson.Default.ServiceLevelFact)!);
        }

        var state = JsonSerializer.Serialize(run.Clock, ServiceLevelJson.Default.ServiceClock);
        JsonSerializer.Serialize(replayed!, ServiceLevelJson.Default.ServiceClock).ShouldBe(state);
        var read = JsonSerializer.Deserialize(state, ServiceLevelJson.Default.ServiceClock)!;
        JsonSerializer.Serialize(read, ServiceLevelJson.Default.ServiceClock).ShouldBe(state);
    }

    private sealed record Case(
        string Zone, LocalDateTime Near, WorkingHours[][] Weekly, int Closed, int Target, int Start,
        (int Kind, int Wait, int Length)[] Steps);

    /// <summary>A clock on a random calendar; steps are two kinds of pause and two of retargeting.</summary>
    private sealed class Run
    {
        public Run(Case random)
        {
            Calendar = new()
            {
                Id = "random", ZoneId = random.Zone,
                Weekly = Enumerable.Range(1, 7).ToImmutableSortedDictionary(
                    day => (IsoDayOfWeek)day, day => random.Weekly[day - 1].ToImmutableArray()),
                ClosedWeekdays = [new((IsoDayOfWeek)random.Closed, 2), new((IsoDayOfWeek)random.Closed, -1)],
            };
            Book = new([Calendar]);
            At = Calendar.Zone.AtLeniently(random.Near).ToInstant() + Duration.FromMinutes(random.Start);
            var idle = ServiceClock.Idle(new(1), Level(Duration.FromMinutes(random.Target), "random"), "step");
            Keep(ClockEngine.Start(idle, Book, At));
        }

        public BusinessCalendar Calendar { get; }

        public CalendarBook Book { get; }

        public Instant At { get; private set; }

        public ServiceClock Clock { get; private set; } = null!;

        public List<ServiceLevelFact> Facts { get; } = [];

        public Instant Take((int Kind, int Wait, int Length) step)
        {
            At += Duration.FromMinutes(step.Wait);
            if (step.Kind < 2)
            {
                Keep(ClockEngine.Pause(Clock, Book, new(At, "awaiting-citizen", "officer")));
                At += Duration.FromMinutes(step.Length);
                Keep(ClockEngine.Resume(Clock, Book, At, "officer"));
                return At;
            }

            var target = Target.Of(Duration.FromMinutes(step.Length));
            var level = Clock.Level with { Target = target, Retroactive = new(Start: step.Kind == 3) };
            Keep(ClockEngine.Retarget(Clock, Book, At, level, null));
            return At;
        }

        public void Fire()
        {
            if (ServiceLevelTimers.NextDue(Clock) is { } timer && timer.DueAt <= At)
                Keep(ClockEngine.Fire(Clock, Book, timer, At));
        }

        public void Keep(ClockResult result)
        {
            var moved = result.ShouldBeOfType<ClockMoved>();
            Clock = moved.Clock;
            Facts.AddRange(moved.Facts);
        }
    }
}
