using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities.Files;

/// <summary>
/// People, what they may do (<c>access</c>, for example <c>operator; author</c>) and the duties they hold
/// (<c>holds</c>, for
/// example <c>police.control; police.patrol:2; ward.officer:deputy</c>).
/// </summary>
internal static class PeopleCsv
{
    private static readonly ImmutableSortedDictionary<string, CityRole> Access = Enum.GetValues<CityRole>()
        .ToImmutableSortedDictionary(role => role.ToString(), role => role, StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableArray<string> AccessWords =
        [.. Access.Keys.Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    public static FilePreview Read(string text, CitySetup setup)
    {
        var csv = CsvText.Read(text, ["id", "name", "access"], ["agency", "language", "email", "phone", "holds"]);
        var edits = csv.Lines.Select(line => Person(line, setup)).ToImmutableArray();
        var problems = csv.Lines.SelectMany(Problems);
        return CityFile.Preview(setup, edits, [.. csv.Problems, .. problems], Holders(csv, setup));
    }

    private static LineEdit Person(CsvLine line, CitySetup setup)
    {
        var id = line["id"] ?? "";
        var before = setup.People.GetValueOrDefault(id);
        var agency = line["agency"] is { } name ? new AgencyId(name) : (AgencyId?)null;
        var roles = line.List("access").Select(Word).Where(Access.ContainsKey).Select(word => Access[word]);
        var after = new Person(setup.City.Id, new PersonId(id), line["name"] ?? "", agency, [.. roles])
        {
            Language = line["language"],
            Email = line["email"],
            Phone = line["phone"],
            Active = before?.Active ?? true,
        };
        if (before is not null && before.Roles.SetEquals(after.Roles)) after = after with { Roles = before.Roles };
        var duties = line.List("holds").Select(duty => $"holders/{duty.Split(':')[0]}");
        return new(line.Line, $"people/{id}", new SavePerson(after), before, after)
        {
            Subjects = [$"people/{id}", .. duties],
        };
    }

    /// <summary>The people of the file hold what it says; everybody else keeps what they held.</summary>
    private static ImmutableArray<CityEdit> Holders(CsvText csv, CitySetup setup)
    {
        if (!csv.Lines.Any(line => line.Cells.ContainsKey("holds"))) return [];
        var named = csv.Lines.Select(line => new PersonId(line["id"] ?? "")).ToHashSet();
        var said = csv.Lines.SelectMany(line => line.List("holds").Select(duty => Holder(line, duty, setup)))
            .OfType<RoleHolder>()
            .ToLookup(holder => holder.Role);
        var roles = said.Select(group => group.Key.Value)
            .Concat(setup.Holders.Where(pair => pair.Value.Any(holder => named.Contains(holder.Person)))
                .Select(pair => pair.Key))
            .ToImmutableSortedSet(StringComparer.Ordinal);
        return [.. roles.Select(role => new SetRoleHolders(new RoleId(role), CitySetup.InOrder(
        [
            .. setup.Holders.GetValueOrDefault(role, []).Where(holder => !named.Contains(holder.Person)),
            .. said[new RoleId(role)],
        ])))];
    }

    private static RoleHolder? Holder(CsvLine line, string duty, CitySetup setup)
    {
        var parts = duty.Split(':');
        var (order, deputy) = parts is [_, "deputy"] ? (1, true) : (OrderOf(parts) ?? 1, false);
        var person = new PersonId(line["id"] ?? "");
        var hours = setup.Holders.GetValueOrDefault(parts[0], [])
            .FirstOrDefault(holder => holder.Person == person)?.Hours;
        return new RoleHolder(setup.City.Id, new RoleId(parts[0]), person, order, deputy) { Hours = hours };
    }

    private static IEnumerable<LineProblem> Problems(CsvLine line)
    {
        foreach (var word in line.List("access").Where(word => !Access.ContainsKey(Word(word))))
            yield return new(line.Line, "access", $"{word} is not known. Known are {string.Join(", ", AccessWords)}.");
        foreach (var duty in line.List("holds").Where(duty => !IsDuty(duty.Split(':'))))
        {
            yield return new(line.Line, "holds",
                $"Can not read {duty}. Write it like police.control:1 or police.control:deputy.");
        }
    }

    private static bool IsDuty(string[] parts) => parts is [_] or [_, "deputy"] || OrderOf(parts) is not null;

    private static int? OrderOf(string[] parts) =>
        parts is [_, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var order)
            ? order : null;

    private static string Word(string text) => text.Replace("-", "", StringComparison.Ordinal);
}
