using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Samanvay.Feel;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Playbooks;

/// <summary>What keeps a playbook from working in this city, and what should be looked at first.</summary>
public sealed record Readiness(ImmutableArray<ReadinessItem> Items)
{
    /// <summary>Nothing stands against publishing; hints and warnings may remain.</summary>
    public bool IsReady => Items.All(item => item.Severity != Severity.Error);
}

/// <param name="Kind">A word that never changes; see <see cref="ReadinessKinds"/>.</param>
/// <param name="Subject">The role, signal, calendar, parameter, language or element that it is about.</param>
public sealed record ReadinessItem(string Kind, Severity Severity, string Subject, Sentence Said);

public static class ReadinessKinds
{
    public const string RoleUnbound = "role-unbound";
    public const string RoleEmpty = "role-empty";
    public const string SignalUnbound = "signal-unbound";
    public const string UnitDiffers = "unit-differs";
    public const string SensorSilent = "sensor-silent";
    public const string CalendarUnbound = "calendar-unbound";
    public const string ParameterWrong = "parameter-wrong";
    public const string ParameterAtDefault = "parameter-at-default";
    public const string LanguageMissing = "language-missing";
    public const string Problem = "problem";
}

/// <summary>Compares a playbook and its binding with the city as it is.</summary>
internal sealed class ReadinessCheck(Playbook playbook, PlaybookBinding binding, CitySnapshot city, Instant now)
{
    private static readonly Duration SilentAfter = Duration.FromHours(3);

    public Readiness Check(
        IEnumerable<BuiltProcedure> procedures, IReadOnlyDictionary<DeviceId, Instant> seen)
    {
        var built = procedures.ToImmutableArray();
        return new(
        [
            .. RoleNames(built).SelectMany(Role),
            .. playbook.Manifest.Requires.Signals.SelectMany(signal => Signal(signal, seen)),
            .. playbook.Manifest.Requires.Calendars.SelectMany(Calendar),
            .. playbook.Manifest.Parameters.SelectMany(Parameter),
            .. city.City.Languages.Except(playbook.Manifest.Requires.Languages).Select(Language),
            .. built.SelectMany(procedure => procedure.Problems).Distinct().Where(problem => problem.Code != "PARAM001")
                .Select(problem => new ReadinessItem(ReadinessKinds.Problem, problem.Severity,
                    problem.Location.ElementId ?? problem.Location.File ?? "", $"{problem.Code}: {problem.Said}")),
            .. built.SelectMany(procedure => procedure.Problems).Where(problem => problem.Code == "PARAM001").Distinct()
                .Select(problem => new ReadinessItem(ReadinessKinds.ParameterWrong, Severity.Error,
                    problem.Location.ElementId ?? "", problem.Said)),
        ]);
    }

    private IEnumerable<string> RoleNames(ImmutableArray<BuiltProcedure> built) =>
        playbook.Manifest.Requires.Roles.Concat(built.SelectMany(procedure => procedure.Roles))
            .Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<ReadinessItem> Role(string role)
    {
        if (!binding.Roles.TryGetValue(role, out var bound) || !city.Setup.Roles.ContainsKey(bound))
        {
            yield return new(ReadinessKinds.RoleUnbound, Severity.Error, role,
                $"Nobody in the city is named for {role}. Bind it to one of the city's roles.");
        }
        else if (city.PeopleOf(bound, now).IsEmpty)
        {
            yield return new(ReadinessKinds.RoleEmpty, Severity.Warning, role,
                $"{role} is bound to {bound}, which nobody holds at this moment. Name people for it.");
        }
    }

    private IEnumerable<ReadinessItem> Signal(PlaybookSignal signal, IReadOnlyDictionary<DeviceId, Instant> seen)
    {
        var devices = binding.Signals.GetValueOrDefault(signal.Name, [])
            .Select(device => city.Setup.Devices.GetValueOrDefault(device)).OfType<Device>().ToList();
        if (devices is [])
        {
            yield return new(ReadinessKinds.SignalUnbound, Severity.Error, signal.Name,
                $"No device measures {signal.Name}. Choose the devices that do.");
        }

        foreach (var device in devices)
        {
            if (device.Unit != signal.Unit)
            {
                yield return new(ReadinessKinds.UnitDiffers, Severity.Warning, device.Id.Value,
                    $"{device.Name} reports in {device.Unit}, the playbook counts in {signal.Unit}. Check the device.");
            }

            if (!seen.TryGetValue(device.Id, out var last) || last < now - LongestSilence(signal))
            {
                yield return new(ReadinessKinds.SensorSilent, Severity.Warning, device.Id.Value,
                    $"{device.Name} is silent. See to it that it reports, or bind another.");
            }
        }
    }

    private IEnumerable<ReadinessItem> Calendar(string calendar)
    {
        if (calendar == CityCalendar.Always) yield break;
        var bound = binding.Calendars.GetValueOrDefault(calendar, calendar);
        if (bound != CityCalendar.Always && !city.Setup.Calendars.ContainsKey(bound))
        {
            yield return new(ReadinessKinds.CalendarUnbound, Severity.Error, calendar,
                $"The city has no calendar for {calendar}. Choose one, or 24x7.");
        }
    }

    private IEnumerable<ReadinessItem> Parameter(PlaybookParameter parameter)
    {
        if (!binding.Parameters.ContainsKey(parameter.Name))
        {
            yield return new(ReadinessKinds.ParameterAtDefault, Severity.Hint, parameter.Name,
                $"{parameter.Name} is at its default {parameter.Default} {parameter.Unit}".TrimEnd()
                    + $" (source: {parameter.Citation.Source}). Look whether it fits the city.");
        }
    }

    private static ReadinessItem Language(string language) =>
        new(ReadinessKinds.LanguageMissing, Severity.Warning, language,
        $"The playbook has no texts in {language}. People will see them in another language.");

    // Three times the expected interval, as the situation rules count it.
    private static Duration LongestSilence(PlaybookSignal signal) =>
        signal.Period is { } period && PeriodPattern.NormalizingIso.Parse(period).TryGetValue(Period.Zero, out var read)
            ? read.ToDuration() * 3
            : SilentAfter;
}
