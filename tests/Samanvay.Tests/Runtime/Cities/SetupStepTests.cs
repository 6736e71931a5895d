using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class SetupStepTests
{
    private static readonly CityId Here = new("nadipur");
    private static readonly CitySetup Empty =
        new(new City(Here, City.NameBeforeSetup, "Asia/Kolkata", ["en"], CityMode.Live));

    private static readonly CityEdit[] All =
    [
        new SaveCity(Empty.City with { Name = "Nadipur" }),
        new SaveAgency(new Agency(Here, new AgencyId("police"), "Police")),
        new SaveRole(new Role(Here, new RoleId("desk"), "Desk", new AgencyId("police"))),
        new SavePerson(new Person(Here, new PersonId("asha"), "Asha", null, [])),
        new SavePerson(new Person(Here, new PersonId("ravi"), "Ravi", null, [])),
        new SetRoleHolders(new RoleId("desk"), [new RoleHolder(Here, new RoleId("desk"), new PersonId("asha"), 1)]),
        new SaveWard(new Ward(Here, new WardId("w1"), "One", "{}")),
        new SaveDevice(new Device(Here, new DeviceId("g1"), "Gauge", "river.level", "m")),
        new SaveKey(new ApiKey(Here, new ApiKeyId("k"), "Key", "", default, new PersonId("asha"))
        {
            Device = new DeviceId("g1"),
        }),
    ];

    [Fact]
    public void In_an_empty_city_no_step_is_done() =>
        SetupStep.Of(Empty).Where(step => step.IsDone).ShouldBeEmpty();

    [Fact]
    public void Each_edit_in_the_order_of_the_steps_does_one_more_of_them()
    {
        var setup = Empty;
        var done = new List<int>();
        foreach (var edit in All)
        {
            setup = setup.Apply(edit);
            done.Add(SetupStep.Of(setup).Count(step => step.IsDone));
        }

        // The first person alone is the administrator.
        done.ShouldBe([1, 2, 3, 3, 4, 5, 6, 7, 8]);
        SetupStep.Of(setup).Length.ShouldBe(8);
    }

    [Fact]
    public void A_step_waits_only_for_what_comes_before_it()
    {
        var seen = new HashSet<string>();
        foreach (var step in SetupStep.Of(Empty))
        {
            if (step.WaitsFor is { } other) seen.ShouldContain(other);
            seen.Add(step.Key);
        }
    }

    [Fact]
    public void A_role_that_nobody_holds_is_counted_as_open()
    {
        var setup = Empty.Apply(All).Apply(
            new SaveRole(new Role(Here, new RoleId("boats"), "Boats", new AgencyId("police"))));

        SetupStep.Of(setup).Single(step => !step.IsDone).ShouldBe(new SetupStep("role-holders", 1, 1));
    }
}
