using Samanvay.Bpmn.Model;
using Samanvay.Feel;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>Whether a city can carry a procedure out as it is drawn. Each problem stands at the element that needs what
/// the city has not.</summary>
internal sealed class CityFit(CitySnapshot city, IReadOnlySet<string> activities)
{
    /// <param name="severity">An error when it is published; before, a warning: the city can still be set up.</param>
    public IEnumerable<Diagnostic> Check(BuiltProcedure built, Severity severity)
    {
        if (built.Definitions is not { } definitions) return [];
        return
        [
            .. from needed in ProcedureRoles.ByElement(definitions)
               where city.AgencyOf(needed.Role) is null
               select new Diagnostic(
                   "ROLE001", severity,
                   $"{needed.Element.Label}: the city has no role {needed.Role}. Add it to the city's roles, or bind "
                       + $"it to one of them.", Location.Element(needed.Element.Id)),
            .. from found in KnownActivities.Unknown(built, activities)
               select new Diagnostic(
                   "PLAY005", severity, found.Said, Location.Element(found.Element)),
            .. from element in definitions.Processes.SelectMany(ProcedureRoles.Elements)
               from calendar in CalendarsOf(element).Distinct()
               where calendar != CityCalendar.Always && !city.Calendars.Knows(calendar)
               select Diagnostic.Warning(
                   "CALENDAR001",
                   $"{element.Label}: the city has no calendar {calendar}. Until it has, time counts round the clock.",
                   Location.Element(element.Id)),
        ];
    }

    private static IEnumerable<string> CalendarsOf(BpmnElement element) => element.Sop.ServiceLevels
        .Select(level => level.Calendar)
        .Concat(element.Sop.Ladders.SelectMany(ladder => ladder.Levels).Select(level => level.Calendar))
        .OfType<string>();
}
