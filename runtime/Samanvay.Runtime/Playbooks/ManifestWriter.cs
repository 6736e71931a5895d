using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Playbooks;

/// <summary>Writes down what procedures need of a city, as they themselves say.</summary>
internal static class ManifestWriter
{
    public static PlaybookManifest Of(NewPlaybook request, IReadOnlyList<KnownProcedure> procedures)
    {
        var built = procedures.Select(known => known.Built).ToList();
        var processes = built.SelectMany(procedure => procedure.Definitions!.Processes).ToList();
        var activities = built.SelectMany(KnownActivities.Of)
            .Select(found => new PlaybookActivity(found.Activity.Type, found.Activity.Version));
        return new PlaybookManifest
        {
            Samanvay = "1",
            Id = request.Id,
            Version = request.Version,
            Title = request.Title,
            Summary = request.Summary,
            Publisher = new PlaybookPublisher(request.Publisher),
            Licence = request.Licence,
            Requires = new PlaybookNeeds
            {
                Roles = Sorted(built.SelectMany(procedure => procedure.Roles)),
                Signals = [.. built.SelectMany(procedure => procedure.Situations.Values)
                    .Select(rule => new PlaybookSignal(rule.Signal, rule.Unit)).Distinct()],
                Calendars = Sorted(processes.SelectMany(Calendars)),
                Activities = [.. activities.Distinct().OrderBy(activity => activity.Type, StringComparer.Ordinal)],
                Languages = Languages(built.SelectMany(procedure => procedure.Texts.Keys)),
            },
            Parameters = [.. processes.SelectMany(process => process.Sop.Parameters)
                .DistinctBy(parameter => parameter.Name)
                .Select(Parameter)],
            Changelog = [new PlaybookChange(request.Version, request.Changes)],
        };
    }

    private static IEnumerable<string> Calendars(ProcessDefinition process) =>
        process.Body.AllNodes().Append<BpmnElement>(process).SelectMany(element => element.Sop.ServiceLevels)
            .Select(level => level.Calendar ?? CityCalendar.Always);

    private static PlaybookParameter Parameter(SopParameter parameter) => new(
        parameter.Name, parameter.Type, parameter.Default ?? "",
        new ParameterRange(parameter.Min ?? "", parameter.Max ?? ""), new ParameterCitation(parameter.Cite ?? ""))
    {
        Unit = parameter.Unit,
    };

    private static ImmutableArray<string> Sorted(IEnumerable<string> texts) =>
        [.. texts.Distinct().Order(StringComparer.Ordinal)];

    private static ImmutableArray<string> Languages(IEnumerable<string> languages) =>
        Sorted(languages) is [_, ..] known ? known : ["en"];
}
