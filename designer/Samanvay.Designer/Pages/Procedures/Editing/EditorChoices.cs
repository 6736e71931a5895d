using System.Collections.Immutable;
using Samanvay.Bpmn.Xml;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>What an author can choose from in the properties: the city's roles and calendars, and what the procedure
/// itself declares.</summary>
public sealed record EditorChoices
{
    public static readonly EditorChoices None = new();

    /// <summary>Every role by the name that a step refers to it with, and what the city calls it.</summary>
    public ImmutableSortedDictionary<string, string> Roles { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public ImmutableArray<string> Calendars { get; init; } = [];

    public ImmutableArray<string> Forms { get; init; } = [];

    public ImmutableArray<string> Decisions { get; init; } = [];

    public ImmutableArray<string> Situations { get; init; } = [];

    public ImmutableArray<string> Ladders { get; init; } = [];

    public ImmutableArray<string> Activities { get; init; } = [];

    /// <summary>The name that the diagram gives the procedure; absent when the diagram can not be read.</summary>
    public string? Name { get; init; }

    public static EditorChoices Of(CitySnapshot? city, ProcedureFiles files, IEnumerable<string> activities)
    {
        var choices = new EditorChoices
        {
            Calendars = [.. city?.Setup.Calendars.Keys ?? []],
            Forms = Names(files, ProcedureFiles.Forms),
            Decisions = Names(files, ProcedureFiles.Decisions),
            Situations = Names(files, ProcedureFiles.Situations),
            Activities = [.. activities],
        };
        return choices.Knowing(city).Reading(files.Diagram ?? "");
    }

    /// <summary>The same after the diagram has changed.</summary>
    public EditorChoices Reading(string diagram)
    {
        if (BpmnReader.Read(diagram).Value is not { } definitions) return this;
        return this with
        {
            Name = definitions.Processes.FirstOrDefault()?.Name,
            Ladders =
            [
                .. definitions.Processes.SelectMany(process => process.Sop.Ladders).Select(ladder => ladder.Id)
                    .Distinct(),
            ],
            Roles = definitions.Resources.Where(resource => !Roles.ContainsKey(resource.RoleName))
                .Aggregate(Roles, (all, resource) => all.SetItem(resource.RoleName, "")),
        };
    }

    private EditorChoices Knowing(CitySnapshot? city) => city is null ? this : this with
    {
        Roles = city.Directory.Roles.Keys.ToImmutableSortedDictionary(
            role => role, role => city.Setup.Roles.GetValueOrDefault(role)?.Name ?? "", StringComparer.Ordinal),
    };

    private static ImmutableArray<string> Names(ProcedureFiles files, string folder) =>
        [.. files.In(folder).Select(file => file.Name)];
}
