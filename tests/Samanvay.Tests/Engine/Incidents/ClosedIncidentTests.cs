using NodaTime;
using Samanvay.Engine.Incidents;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Incidents;

public sealed class ClosedIncidentTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 7, 1, 6, 0);

    [Fact]
    public void No_procedure_starts_in_an_incident_that_is_closed()
    {
        var duty = new Duty(ProcessBuilder.Of("search").Start().User("look").End())
            .Do(new OpenIncident(Now, new("flood", "Flood", IncidentSeverity.S2, Place.Unknown, null), [], "p1"))
            .Do(new CloseIncident(Now, "p1", "a mistake"));

        duty.Refused(new StartProcedure(Now, new(new("search-1"), null, Run.Context("{}")), "p1"))
            .ShouldBe(new IncidentNotOpen());
    }
}
