using System.Globalization;
using System.Text.Json;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class SampleCityTests
{
    private static readonly string City = Path.Combine(SharedFolder.Repository, "samples", "city");
    private static readonly string Season = Path.Combine(SharedFolder.Repository, "samples", "season");

    [Fact]
    public void Every_role_of_every_playbook_is_bound_to_a_role_of_the_city_that_has_holders_and_a_deputy()
    {
        var roles = Lines(City, "roles.csv").Select(line => line[0]).ToArray();
        var holds = Lines(City, "people.csv").Select(line => line[5]).ToArray();

        foreach (var (playbook, binding) in Playbooks())
        {
            var bound = binding.GetProperty("roles").EnumerateObject()
                .ToDictionary(role => role.Name, role => role.Value.GetString()!);
            bound.Keys.Order().ShouldBe(playbook.Required("roles").Order());
            bound.Values.ShouldBeSubsetOf(roles);
            foreach (var role in bound.Values)
            {
                holds.Count(text => text == $"{role}:1" || text == $"{role}:2").ShouldBe(2, role);
                holds.ShouldContain($"{role}:deputy");
            }
        }
    }

    [Fact]
    public void Every_signal_of_every_playbook_is_bound_to_a_device_that_measures_it()
    {
        var devices = Lines(City, "devices.csv").ToDictionary(line => line[0], line => line[2]);

        foreach (var (playbook, binding) in Playbooks())
        {
            foreach (var signal in playbook.Required("signals"))
            {
                var bound = binding.GetProperty("signals").GetProperty(signal).GetProperty("devices")
                    .EnumerateArray().ToArray();
                bound.ShouldNotBeEmpty();
                bound.ShouldAllBe(device => devices[device.GetString()!] == signal);
            }
        }
    }

    [Fact]
    public void Every_one_of_the_city_s_roles_of_access_has_a_person_who_is_clearly_a_sample()
    {
        var people = Lines(City, "people.csv");

        people.Select(line => line[1]).ShouldAllBe(person => person.StartsWith("Sample: ", StringComparison.Ordinal));
        people.SelectMany(line => line[2].Split("; ")).Distinct().Order().ShouldBe(
            ["administrator", "agency-member", "approver", "auditor", "author", "operator", "supervisor"]);
    }

    [Fact]
    public void Every_device_stands_in_a_ward_of_the_map()
    {
        var wards = PlaybookFolder.Read(Path.Combine(City, "wards.geojson")).GetProperty("features").EnumerateArray()
            .Select(ward => ward.GetProperty("properties").GetProperty("id").GetString()!).ToArray();

        wards.Length.ShouldBeInRange(12, 16);
        Lines(City, "devices.csv").Select(line => line[4]).ShouldBeSubsetOf(wards);
    }

    [Fact]
    public void The_season_goes_from_calm_through_every_stage_to_calm()
    {
        double[] stages = [8, 10, 14, 14.5];
        var levels = Lines(Season, "readings.csv")
            .Select(line => double.TryParse(line[1], CultureInfo.InvariantCulture, out var level) ? level : double.NaN)
            .Where(level => level < 19.5).ToArray();

        levels[0].ShouldBeLessThan(stages[0]);
        levels[^1].ShouldBeLessThan(stages[0]);
        foreach (var stage in stages) levels.ShouldContain(level => level >= stage);
        levels.SkipWhile(level => level < stages[^1]).Reverse().TakeWhile(level => level < stages[0]).Count()
            .ShouldBeGreaterThan(24 * 6, "more than a day of calm, so that the incident can close");
    }

    [Fact]
    public void The_scripted_people_answer_steps_that_exist_in_roles_that_do_them()
    {
        var playbook = new PlaybookFolder("river-flood");
        var owners = playbook.Diagrams.SelectMany(diagram => diagram.Processes.SelectMany(process =>
            playbook.Steps.Select(step => (step.Id, diagram.RolesOf(process, step).FirstOrDefault())))).ToHashSet();

        var people = PlaybookFolder.Read(Path.Combine(Season, "people.json")).GetProperty("people");
        foreach (var person in people.EnumerateArray())
        {
            if (person.TryGetProperty("step", out var step))
                owners.ShouldContain((step.GetString()!, person.GetProperty("role").GetString()));
        }
    }

    private static IEnumerable<(PlaybookFolder Playbook, JsonElement Binding)> Playbooks() =>
        from entry in PlaybookFolder.Read(Path.Combine(City, "city.json")).GetProperty("playbooks").EnumerateArray()
        select (new PlaybookFolder(entry.GetProperty("folder").GetString()!),
            PlaybookFolder.Read(Path.Combine(City, entry.GetProperty("binding").GetString()!)));

    private static List<string[]> Lines(string folder, string file) =>
        [.. File.ReadLines(Path.Combine(folder, file)).Skip(1)
            .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())];
}
