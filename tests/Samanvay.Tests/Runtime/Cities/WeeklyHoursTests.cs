using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class WeeklyHoursTests
{
    private static readonly DateTimeZone Kolkata = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];

    [Theory]
    [InlineData("Mon-Sat 08:00-16:00", 2026, 7, 6, 8, 0, true)] // Monday
    [InlineData("Mon-Sat 08:00-16:00", 2026, 7, 6, 16, 0, false)]
    [InlineData("Mon-Sat 08:00-16:00", 2026, 7, 5, 9, 0, false)] // Sunday
    [InlineData("Sun 22:00-06:00", 2026, 7, 6, 5, 59, true)] // Monday morning after Sunday night
    [InlineData("Sun 22:00-06:00", 2026, 7, 6, 6, 0, false)]
    [InlineData("Fri-Mon 00:00-24:00", 2026, 7, 5, 12, 0, true)]
    [InlineData("Fri-Mon 00:00-24:00", 2026, 7, 7, 12, 0, false)] // Tuesday
    [InlineData("Mon 08:00-10:00; Tue 14:00-15:00", 2026, 7, 7, 14, 30, true)]
    public void Hours_cover_local_time(string hours, int year, int month, int day, int hour, int minute, bool covered)
    {
        var instant = new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(Kolkata).ToInstant();

        var calendar = WeeklyHours.Parse(hours, "Asia/Kolkata")!;

        (calendar.NextOpening(instant) == instant).ShouldBe(covered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("always")]
    [InlineData("Mon 8-16")]
    [InlineData("Mon-Tue-Wed 08:00-16:00")]
    [InlineData("Mon 08:00-16:00; nonsense")]
    public void Anything_else_is_not_read(string hours) => WeeklyHours.Parse(hours, "Asia/Kolkata").ShouldBeNull();

    [Fact]
    public void Deputies_are_asked_when_no_regular_holder_is_available()
    {
        var city = new CityId("c");
        var role = new RoleId("duty");
        var setup = new CitySetup(new City(city, "C", "Asia/Kolkata", ["en"], CityMode.Live)).Apply(
        [
            new SaveAgency(new Agency(city, new AgencyId("a"), "A")),
            new SaveRole(new Role(city, role, "Duty", new AgencyId("a"))),
            new SavePerson(new Person(city, new PersonId("regular"), "R", null, [])),
            new SavePerson(new Person(city, new PersonId("deputy"), "D", null, [])),
            new SavePerson(new Person(city, new PersonId("gone"), "G", null, []) { Active = false }),
            new SetRoleHolders(role,
            [
                new RoleHolder(city, role, new PersonId("deputy"), 1, Deputy: true),
                new RoleHolder(city, role, new PersonId("gone"), 1),
                new RoleHolder(city, role, new PersonId("regular"), 2) { Hours = "Mon-Fri 09:00-17:00" },
            ]),
        ]);
        var snapshot = new CitySnapshot(setup);

        var monday = new LocalDateTime(2026, 7, 6, 10, 0).InZoneStrictly(Kolkata).ToInstant();
        var sunday = monday - Duration.FromDays(1);

        snapshot.PeopleOf("duty", monday).ShouldBe([new PersonId("regular")]);
        snapshot.PeopleOf("duty", sunday).ShouldBe([new PersonId("deputy")]);
    }
}
