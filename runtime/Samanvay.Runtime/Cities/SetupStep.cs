using System.Collections.Immutable;

namespace Samanvay.Runtime.Cities;

/// <summary>One thing that a city needs before it can work, and whether it is there.</summary>
/// <param name="Key">Names the step for the screen's words, for example <c>agencies</c>.</param>
/// <param name="Open">How many are still missing; 0 when the step is done.</param>
public sealed record SetupStep(string Key, int Present, int Open)
{
    public bool IsDone => Open == 0;

    /// <summary>What has to be done first for this step to have anything to do; absent when it can be done
    /// now.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>In the order in which one step needs another: roles belong to agencies, people bring with them which
    /// roles they hold, and a device's ward must be there before it.</summary>
    public static ImmutableArray<SetupStep> Of(CitySetup setup)
    {
        var staffed = setup.Roles.Values.Count(role => setup.Holders.GetValueOrDefault(role.Id.Value, []) is [_, ..]);
        var heard = setup.Devices.Values.Count(device => setup.Keys.Values.Any(key => key.Reaches(device)));
        return
        [
            new SetupStep("general", 1, setup.City.Name == City.NameBeforeSetup ? 1 : 0),
            AtLeast(1, "agencies", setup.Agencies.Count),
            AtLeast(1, "roles", setup.Roles.Count) with { WaitsFor = setup.Agencies.IsEmpty ? "agencies" : null },
            // The first administrator alone staffs no city.
            AtLeast(2, "people", setup.People.Values.Count(person => person.Active)),
            Each("role-holders", staffed, setup.Roles.Count, "roles"),
            AtLeast(1, "wards", setup.Wards.Count),
            AtLeast(1, "devices", setup.Devices.Count),
            Each("device-keys", heard, setup.Devices.Count, "devices"),
        ];
    }

    private static SetupStep AtLeast(int least, string key, int count) => new(key, count, Math.Max(least - count, 0));

    // Of nothing, nothing can be done: it is as open as the step that it waits for.
    private static SetupStep Each(string key, int done, int of, string from) => of == 0
        ? new SetupStep(key, 0, 1) { WaitsFor = from }
        : new SetupStep(key, done, of - done);
}
