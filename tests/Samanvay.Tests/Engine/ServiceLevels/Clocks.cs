using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.ServiceLevels;
using Shouldly;

namespace Samanvay.Tests.Engine.ServiceLevels;

/// <summary>Calendars, levels and instants of the service level tests.</summary>
internal static class Clocks
{
    public const string Kolkata = "Asia/Kolkata";
    public const string London = "Europe/London";

    private static readonly LocalDateTimePattern Pattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.fff");

    /// <summary>Monday to Saturday 10:00 to 18:00, 2nd and 4th Saturday and 26 January closed.</summary>
    public static BusinessCalendar UlbOffice { get; } = new()
    {
        Id = "ulb-office",
        ZoneId = Kolkata,
        Weekly = EveryDay("10:00", "18:00").Remove(IsoDayOfWeek.Sunday),
        ClosedWeekdays = [new(IsoDayOfWeek.Saturday, 2), new(IsoDayOfWeek.Saturday, 4)],
        Exceptions = ImmutableSortedDictionary<LocalDate, ImmutableArray<WorkingHours>>.Empty
            .Add(new LocalDate(2026, 1, 26), []),
    };

    public static CalendarBook Book { get; } = new([UlbOffice]);

    public static BusinessCalendar Daily(string opens, string closes, string zone) =>
        new() { Id = "daily", ZoneId = zone, Weekly = EveryDay(opens, closes) };

    public static ServiceLevel Level(Duration target, string calendar = "24x7") => new()
    {
        Id = "test", Metric = Metric.Resolve, Target = Target.Of(target), Calendar = calendar, WarnAt = [50, 75, 90],
        PauseReasons = [new("awaiting-citizen"), new("awaiting-agency-b")],
    };

    public static ServiceClock Started(ServiceLevel level, Instant at, CalendarBook? book = null) =>
        ClockEngine.Start(ServiceClock.Idle(new ClockId(1), level, "step"), book ?? Book, at).Moved();

    public static ServiceClock Moved(this ClockResult result) => result.ShouldBeOfType<ClockMoved>().Clock;

    public static ImmutableArray<ServiceLevelFact> Facts(this ClockResult result) =>
        result.ShouldBeOfType<ClockMoved>().Facts;

    public static ServiceClock Pause(this ServiceClock clock, Instant at, string reason = "awaiting-citizen") =>
        ClockEngine.Pause(clock, Book, new(at, reason, "officer")).Moved();

    public static ServiceClock Resume(this ServiceClock clock, Instant at) =>
        ClockEngine.Resume(clock, Book, at, "officer").Moved();

    public static ClockMoved Fire(this ServiceClock clock, Instant at) =>
        ClockEngine.Fire(clock, Book, new(clock.Id, clock.Generation, at), at);

    public static ClockMoved Stop(this ServiceClock clock, Instant completedAt, Instant? receivedAt = null) =>
        ClockEngine.Stop(clock, Book, completedAt, receivedAt ?? completedAt).ShouldBeOfType<ClockMoved>();

    public static Instant Ist(string text) => In(Kolkata, text);

    public static Instant Utc(string text) => In("UTC", text);

    public static Instant In(string zone, string text)
    {
        var full = text.Length switch { 16 => text + ":00.000", 19 => text + ".000", _ => text };
        return DateTimeZoneProviders.Tzdb[zone].AtLeniently(Pattern.Parse(full).Value).ToInstant();
    }

    public static WorkingHours Hours(string opens, string closes) => new(Time(opens), Time(closes));

    private static ImmutableSortedDictionary<IsoDayOfWeek, ImmutableArray<WorkingHours>> EveryDay(
        string opens, string closes) =>
        Enumerable.Range(1, 7).ToImmutableSortedDictionary(
            day => (IsoDayOfWeek)day, _ => ImmutableArray.Create(Hours(opens, closes)));

    private static LocalTime Time(string text) =>
        ClockText.TryParseTime(text, out var time) ? time : throw new ArgumentException(text);
}
