using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Runtime.Cities;

/// <summary>What must be true of a set-up before it is saved, whoever brings it: a screen, a spreadsheet or a
/// file.</summary>
public static partial class CityRules
{
    public const int NameLengthMax = 200;

    public static ImmutableArray<FieldProblem> Check(CitySetup setup) =>
    [
        .. CityProblems(setup.City),
        .. setup.Agencies.Values.SelectMany(agency => Named("agencies", agency.Id.Value, agency.Name)),
        .. Texts(setup),
        .. setup.Roles.Values.SelectMany(role => RoleProblems(setup, role)),
        .. setup.Holders.SelectMany(pair => HolderProblems(setup, pair.Key, pair.Value)),
        .. setup.People.Values.SelectMany(person => PersonProblems(setup, person)),
        .. setup.Wards.Values.SelectMany(ward => Named("wards", ward.Id.Value, ward.Name)),
        .. setup.Devices.Values.SelectMany(device => DeviceProblems(setup, device)),
        .. setup.Calendars.Values.SelectMany(calendar => CalendarProblems(setup, calendar)),
        .. setup.Bindings.Values.SelectMany(binding => BindingProblems(setup, binding)),
        .. setup.Retentions.Values.Where(retention => retention.Days is < Retention.DaysMin or > Retention.DaysMax)
            .Select(retention => new FieldProblem($"retentions/{retention.Procedure}",
                $"Keep it for {Retention.DaysMin} to {Retention.DaysMax} days, or for ever.")),
        .. setup.SignalKeepings.Values.Where(keeping => !keeping.IsPossible)
            .Select(keeping => new FieldProblem($"signals/{keeping.Signal}",
                $"Keep readings for at least {SignalKeeping.RawDaysMin} days, and what came of each hour no shorter.")),
        .. setup.Feeds.Values.SelectMany(feed => FeedRules.Check(setup, feed)),
        .. Lockout(setup),
    ];

    /// <summary>Whether a text is a language tag as the product uses them: <c>en</c>, <c>hi</c>,
    /// <c>pa-Guru</c>.</summary>
    public static bool IsLanguage(string? text) => text is not null && LanguageTag().IsMatch(text);

    private static IEnumerable<FieldProblem> CityProblems(City city)
    {
        foreach (var problem in Named("city", city.Id.Value, city.Name)) yield return problem;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(city.Zone) is null)
            yield return new("city/zone", $"{city.Zone} is not a time zone. Write it like Asia/Kolkata.");
        if (city.Languages.IsDefaultOrEmpty)
            yield return new("city/languages", "Name at least one language, for example en.");
        else if (city.Languages.FirstOrDefault(language => !IsLanguage(language)) is { } wrong)
            yield return new("city/languages", $"{wrong} is not a language code. Write it like en or hi.");
        foreach (var (language, name) in city.Names)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax)
                yield return new($"city/names/{language}", $"The name in {language} is empty or too long.");
        }
    }

    private static IEnumerable<FieldProblem> Texts(CitySetup setup) =>
    [
        .. setup.Agencies.Values.Select(agency => Unseen($"agencies/{agency.Id}/phone", agency.Phone))
            .OfType<FieldProblem>(),
        .. setup.People.Values.SelectMany(person => (FieldProblem?[])
        [
            Unseen($"people/{person.Id}/phone", person.Phone), Unseen($"people/{person.Id}/email", person.Email),
        ]).OfType<FieldProblem>(),
        .. setup.Devices.Values.SelectMany(device => (FieldProblem?[])
        [
            Unseen($"devices/{device.Id}/unit", device.Unit), Unseen($"devices/{device.Id}/gateway", device.Gateway),
        ]).OfType<FieldProblem>(),
    ];

    private static IEnumerable<FieldProblem> RoleProblems(CitySetup setup, Role role)
    {
        var field = $"roles/{role.Id}";
        foreach (var problem in Named("roles", role.Id.Value, role.Name)) yield return problem;
        if (!setup.Agencies.ContainsKey(role.Agency.Value))
        {
            yield return new($"{field}/agency",
                $"Role {role.Id} belongs to agency {role.Agency}, which the city does not have.");
        }

        if (role.Calendar is { } calendar && calendar != CityCalendar.Always && !setup.Calendars.ContainsKey(calendar))
        {
            yield return new($"{field}/calendar",
                $"Role {role.Id} works by calendar {calendar}, which the city does not have.");
        }
    }

    private static IEnumerable<FieldProblem> HolderProblems(CitySetup setup, string role,
        ImmutableArray<RoleHolder> holders)
    {
        if (!setup.Roles.ContainsKey(role)) yield return new($"holders/{role}", $"There is no role {role} to hold.");
        foreach (var holder in holders)
        {
            var field = $"holders/{role}/{holder.Person}";
            if (holder.Role.Value != role) yield return new(field, $"{holder.Person} is listed under another role.");
            if (!setup.People.ContainsKey(holder.Person.Value))
                yield return new(field, $"Role {role} is held by {holder.Person}, who is not among the city's people.");
            if (holder.Hours is { } hours && WeeklyHours.Parse(hours, setup.City.Zone) is null)
            {
                yield return new($"{field}/hours",
                    $"Can not read the hours {hours}. Write them like Mon-Sat 08:00-16:00.");
            }
        }

        if (holders.GroupBy(holder => holder.Person).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return new($"holders/{role}", $"{twice.Key} holds the role {role} twice.");
    }

    private static IEnumerable<FieldProblem> PersonProblems(CitySetup setup, Person person)
    {
        var field = $"people/{person.Id}";
        foreach (var problem in Named("people", person.Id.Value, person.Name)) yield return problem;
        if (person.Agency is { } agency && !setup.Agencies.ContainsKey(agency.Value))
        {
            yield return new($"{field}/agency",
                $"{person.Name} works for agency {agency}, which the city does not have.");
        }

        if (person.Agency is null && person.Roles.Contains(CityRole.AgencyMember))
            yield return new($"{field}/agency", $"{person.Name} is an agency member; say of which agency.");
        if (person.Language is { } language && !IsLanguage(language))
            yield return new($"{field}/language", $"{language} is not a language code. Write it like en or hi.");
        if (person.Email is { } email && !email.Contains('@', StringComparison.Ordinal))
            yield return new($"{field}/email", $"{email} is not an e-mail address.");
    }

    private static IEnumerable<FieldProblem> DeviceProblems(CitySetup setup, Device device)
    {
        var field = $"devices/{device.Id}";
        foreach (var problem in Named("devices", device.Id.Value, device.Name)) yield return problem;
        if (!IdText.IsValid(device.Signal))
        {
            yield return new($"{field}/signal",
                $"Device {device.Id} needs the name of its signal, for example river.level.");
        }

        if (string.IsNullOrWhiteSpace(device.Unit))
        {
            yield return new($"{field}/unit",
                $"Device {device.Id} needs the unit of its values, for example m or 1 for a count.");
        }

        if (device.Ward is { } ward && !setup.Wards.ContainsKey(ward.Value))
        {
            yield return new($"{field}/ward",
                $"Device {device.Id} stands in ward {ward}, which the city does not have.");
        }

        if (device.Longitude is null != device.Latitude is null)
            yield return new($"{field}/location", $"Device {device.Id} needs both longitude and latitude, or neither.");
        if (device.Longitude is < -180 or > 180 or double.NaN || device.Latitude is < -90 or > 90 or double.NaN)
            yield return new($"{field}/location", $"Device {device.Id} is not on the globe. Longitude goes first.");
    }

    private static IEnumerable<FieldProblem> CalendarProblems(CitySetup setup, CityCalendar calendar) =>
    [
        .. Named("calendars", calendar.Id, calendar.Name),
        .. CalendarJson.Read(calendar.Id, calendar.Content, setup.City.Zone).Problems
            .Select(problem => new FieldProblem($"calendars/{calendar.Id}/content", problem.Said)),
    ];

    private static IEnumerable<FieldProblem> BindingProblems(CitySetup setup, Binding binding)
    {
        var unknown = binding.Targets.Where(target => binding.Kind switch
        {
            BindingKind.Role => !setup.Roles.ContainsKey(target),
            BindingKind.Calendar => target != CityCalendar.Always && !setup.Calendars.ContainsKey(target),
            _ => !setup.Devices.ContainsKey(target),
        });
        foreach (var target in unknown)
        {
            yield return new($"bindings/{binding.Key}",
                $"{binding.Name} is bound to {target}, which the city does not have.");
        }
    }

    private static IEnumerable<FieldProblem> Lockout(CitySetup setup)
    {
        var people = setup.People.Values;
        if (people.Any() && !people.Any(person => person.Active && person.Roles.Contains(CityRole.Administrator)))
            yield return new("people", "The city would have no active administrator left. Name one first.");
    }

    internal static IEnumerable<FieldProblem> Named(string kind, string id, string name)
    {
        if (!IdText.IsValid(id))
        {
            yield return new($"{kind}/{id}/id",
                $"The id {id} may have small letters, digits, dots and hyphens only, up to 64.");
        }

        if (string.IsNullOrWhiteSpace(name) || name.Length > NameLengthMax)
            yield return new($"{kind}/{id}/name", $"{id} needs a name of at most {NameLengthMax} characters.");
        else if (Unseen($"{kind}/{id}/name", name) is { } problem)
            yield return problem;
    }

    // What is only kept and shown is still kept and shown everywhere.
    internal static FieldProblem? Unseen(string field, string? text) => text switch
    {
        null => null,
        { Length: > NameLengthMax } => new(field, $"This is longer than {NameLengthMax} characters. Shorten it."),
        _ when !PlainText.Is(text) => new(
            field, "The cell holds a character that can not be shown. Write it again by hand."),
        _ => null,
    };

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex LanguageTag();
}
