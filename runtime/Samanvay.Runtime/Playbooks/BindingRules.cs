using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Playbooks;

/// <summary>What a binding may say. It may be incomplete; what is missing is the readiness report's to tell.</summary>
internal static class BindingRules
{
    public static IEnumerable<FieldProblem> Check(Playbook playbook, PlaybookBinding binding, CitySetup city)
    {
        foreach (var (role, bound) in binding.Roles.Where(pair => !city.Roles.ContainsKey(pair.Value)))
            yield return new($"roles/{role}", $"The city has no role {bound}. Add it first, or choose another.");
        foreach (var (signal, devices) in binding.Signals)
        {
            foreach (var device in devices.Where(device => !city.Devices.ContainsKey(device)))
                yield return new($"signals/{signal}", $"The city has no device {device}.");
        }

        foreach (var (calendar, bound) in binding.Calendars)
        {
            if (bound != CityCalendar.Always && !city.Calendars.ContainsKey(bound))
                yield return new($"calendars/{calendar}", $"The city has no calendar {bound}.");
        }

        foreach (var problem in Parameters(playbook, binding)) yield return problem;
    }

    private static IEnumerable<FieldProblem> Parameters(Playbook playbook, PlaybookBinding binding)
    {
        var values = new ParameterValues(binding.Parameters);
        var declared = playbook.Manifest.Parameters.Select(parameter => new Bpmn.Model.SopParameter(
            parameter.Name, parameter.Type, parameter.Unit, parameter.Default, parameter.Range.Min, parameter.Range.Max,
            parameter.Citation.Source));
        return values.Check(declared).Select(problem => problem with { Field = $"parameters/{problem.Field}" });
    }
}
