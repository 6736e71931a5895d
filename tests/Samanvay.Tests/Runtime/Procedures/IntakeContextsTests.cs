using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class IntakeContextsTests
{
    private static readonly CityId City = new("c");

    [Fact]
    public void Without_a_binding_every_device_of_the_signal_is_judged()
    {
        var context = IntakeContexts.Of(City1(), River());

        Rules(context, "g1").ShouldBe(["river-level"]);
        Rules(context, "g2").ShouldBe(["river-level"]);
        Rules(context, "rain").ShouldBeEmpty();
    }

    [Fact]
    public void A_binding_names_the_only_devices_that_are_judged()
    {
        var binding = new Binding(City, BindingKind.Signal, "river-flood:river.level", ["g1"]);

        var context = IntakeContexts.Of(City1(new SaveBinding(binding)), River());

        Rules(context, "g1").ShouldBe(["river-level"]);
        Rules(context, "g2").ShouldBeEmpty();
    }

    private static IEnumerable<string> Rules(Samanvay.Runtime.Intake.IntakeContext context, string device) =>
        context.RulesOf(device).Select(rule => rule.Id);

    private static CitySnapshot City1(params CityEdit[] edits) => new(
        new CitySetup(new City(City, "C", "Asia/Kolkata", ["en"], CityMode.Live)).Apply(
        [
            new SaveDevice(new Device(City, new DeviceId("g1"), "One", "river.level", "m")),
            new SaveDevice(new Device(City, new DeviceId("g2"), "Two", "river.level", "m")),
            new SaveDevice(new Device(City, new DeviceId("rain"), "Rain", "rain.intensity", "mm/h")),
            .. edits,
        ]));

    private static CityProcedures River() => new([new KnownProcedure(
        new ProcedureVersion(City, new ProcedureVersionId("v"), new ProcedureId("river-flood"), 1, RiverFlood.Files)
        {
            Name = "River flood", PublishedAt = default, PublishedBy = new PersonId("p"),
        },
        ProcedureBuilder.Build(RiverFlood.Files, ParameterValues.None, new ProcedureVersionId("v")))]);
}
