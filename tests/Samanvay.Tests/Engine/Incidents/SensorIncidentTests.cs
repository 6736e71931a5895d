using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Engine.Situations;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Incidents;

/// <summary>A sensor that fails is somebody's work, also where no procedure waits for it.</summary>
public sealed class SensorIncidentTests
{
    private static readonly Instant Six = Instant.FromUtc(2026, 7, 1, 6, 0);

    [Fact]
    public void The_duty_officer_is_told_of_a_failing_sensor_for_which_no_procedure_waits()
    {
        var told = Open(SituationReports.SensorsKey("river.level", "w12")).OfType<NotifyPeople>()
            .ShouldHaveSingleItem();

        told.Announcement.Kind.ShouldBe(AnnouncementKind.SensorFails);
        told.People.ShouldBe(["duty"]);
    }

    [Fact]
    public void Of_an_incident_without_sensors_nobody_is_told_for_them() =>
        Open("river-level/gauge-1").ShouldBeEmpty();

    [Fact]
    public void What_is_told_of_a_failing_sensor_names_its_fault_and_what_it_said()
    {
        var report = SituationReports.Of(Fault);

        report.Payload["fault"].ShouldBe(FeelValue.Of("OutOfRange"));
        report.Payload["value"].ShouldBe(FeelValue.Of(99m));
        SituationReports.Of(Fault with { Value = null }).Payload["value"].ShouldBe(FeelValue.Null);
    }

    private static SensorFault Fault => new("river-level", "gauge-1", Six, "s-1", SensorFaultKind.OutOfRange)
    {
        Value = 99m,
    };

    private static ImmutableArray<OperationEffect> Open(string key)
    {
        var context = new OperationContext
        {
            Zone = DateTimeZone.Utc, Calendars = CalendarBook.AlwaysOpen,
            Procedures = ImmutableSortedDictionary<string, Procedure>.Empty,
            Directory = ResponderDirectory.Empty with { DutyOfficers = ["duty"] },
        };
        var opening = new IncidentOpening("sensor-fault", "Sensor fault: w12", IncidentSeverity.S4, Place.Unknown, key);
        return OperationEngine.Step(
            context, Operation.Empty(new(Guid.Empty)),
            new OpenIncident(Six, opening, [], By: null) { Cause = SituationReports.Of(Fault) })
            .ShouldBeOfType<OperationAccepted>().Effects;
    }
}
