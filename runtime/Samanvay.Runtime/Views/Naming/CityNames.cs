using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Work;

namespace Samanvay.Runtime.Views.Naming;

/// <summary>What things are called on a screen. What has no name any more is shown by its id.</summary>
/// <param name="stranger">Names somebody who is not of the city: the people of a drill.</param>
internal sealed class CityNames(
    CitySetup city, OperationContext context, string language, Func<string, string?>? stranger = null)
{
    /// <summary>What procedures call their roles, situations and decisions.</summary>
    public ProcedureWords Words { get; init; } = ProcedureWords.None;

    public string Person(string id) => city.People.GetValueOrDefault(id)?.Name ?? stranger?.Invoke(id) ?? id;

    public string People(IEnumerable<string> ids) => string.Join(", ", ids.Select(Person));

    public PersonName? PersonOf(string? id) => id is null ? null : new PersonName(new(id), Person(id));

    public string? Ward(string? id) => id is null ? null : city.Wards.GetValueOrDefault(id)?.Name ?? id;

    /// <summary>The city's name of a role, also when a procedure names the role in its own words.</summary>
    public string Role(string role)
    {
        var bound = city.Bindings.GetValueOrDefault(Binding.KeyOf(BindingKind.Role, role))?.Targets;
        var id = bound is [var target, ..] ? target : role;
        var own = city.Roles.GetValueOrDefault(id)?.Name;
        // The city's own name is in its first language; in another a procedure's words are better than none.
        return language == city.City.Languages.FirstOrDefault()
            ? own ?? Words[$"roles/{role}"] ?? id : Words[$"roles/{role}"] ?? own ?? id;
    }

    public string? AgencyIdOf(string? role) => StepAccess.AgencyOf(context.Directory, role)?.Value;

    public string? AgencyOf(string? role) => AgencyIdOf(role) is { } id ? Agency(id) : null;

    public string Situation(string rule) => Words[$"situations/{rule}"] ?? rule;

    /// <summary>The level of a situation, for example "Danger".</summary>
    public string Level(string rule, string level) => Words[$"situations/{rule}/{level}"] ?? level;

    public string Decision(string id) => Words[$"decisions/{id}"] ?? id;

    /// <summary>An incident that a situation opened is called after its procedure, in the asked language too.</summary>
    public string Title(string kind, string stored) =>
        TitleOf(kind) is var (first, said) && stored.StartsWith(first + ": ", StringComparison.Ordinal)
            ? said + stored[first.Length..] : stored;

    public string Device(string id) => city.Devices.GetValueOrDefault(id)?.Name ?? id;

    public string Agency(string id) => city.Agencies.GetValueOrDefault(id)?.Name ?? id;

    public string Procedure(ProcedureVersionId version) =>
        context.Find(version) is { } procedure ? Named(procedure.Definition) : version.Value;

    public string Step(ProcedureVersionId version, string elementId) =>
        Element(context.Find(version), elementId) is { } element ? Named(element) : elementId;

    /// <summary>For lines that do not say which version they belong to.</summary>
    public string Step(string elementId) =>
        context.Procedures.Values.Select(procedure => Element(procedure, elementId)).OfType<BpmnElement>()
            .Select(Named).FirstOrDefault() ?? elementId;

    /// <summary>What to do in the step: in the asked language, else as the diagram is documented, else in another of
    /// the city's languages.</summary>
    public string? Instruction(ProcedureVersionId version, string elementId)
    {
        if (Element(context.Find(version), elementId) is not { } element) return null;
        return element.Sop.TextFor(language, SopTextUse.Instruction)
            ?? (element.Documentation.IsEmpty ? null : string.Join("\n\n", element.Documentation))
            ?? city.City.Languages.Select(each => element.Sop.TextFor(each, SopTextUse.Instruction))
                .OfType<string>().FirstOrDefault();
    }

    private (string Stored, string Said)? TitleOf(string kind) => kind == BrokenSensors.Kind
        ? (BrokenSensors.Plan.Title, BrokenSensors.TitleIn(language))
        : Words.TitleOf(kind);

    private string Named(BpmnElement element) => element.Sop.TextFor(language) ?? element.Label;

    private static BpmnElement? Element(Procedure? procedure, string elementId) =>
        procedure is null ? null
        : elementId == procedure.ProcessId ? procedure.Definition
        : procedure.Process.Nodes.GetValueOrDefault(elementId)?.Model;
}
