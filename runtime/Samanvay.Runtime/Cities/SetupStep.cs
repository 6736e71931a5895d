using System.Collections.Immutable;

namespace Samanvay.Runtime.Cities;

/// <summary>One thing that a city needs before it can work, and whether it is there.</summary>
/// <param name="Key">Names the step for the screen's words, for example <c>agencies</c>.</param>
/// <param name="Open">How many are still missing; 0 when the step is done.</param>
public sealed record SetupStep(string Key, int Present, int Open)
{
    public bool IsDone => Open == 0;

    public static ImmutableArray<SetupStep> Of(CitySetup setup)
    {
        var people = setup.People.Values.Where(person => person.Active).ToImmutableArray();
        var staffed = setup.Roles.Values.Count(role => setup.Holders.GetValueOrDefault(role.Id.Value, []) is [_, ..]);
        var heard = setup.Devices.Values.Count(device => setup.Keys.Values.Any(key => key.Reaches(device)));
        return
        [
            AtLeastOne("agencies", setup.Agencies.Count),
            AtLeastOne("people", people.Length),
            AtLeastOne("roles", setup.Roles.Count),
            new SetupStep("role-holders", staffed, setup.Roles.Count - staffed),
            AtLeastOne("wards", setup.Wards.Count),
            AtLeastOne("devices", setup.Devices.Count),
            new SetupStep("device-keys", heard, setup.Devices.Count - heard),
        ];
    }

    private static SetupStep AtLeastOne(string key, int count) => new(key, count, count == 0 ? 1 : 0);
}
