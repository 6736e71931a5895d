using System.Collections.Immutable;
using Samanvay.Adapters.Measures;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Runtime.Cities;

/// <summary>What must be true of what is changed in a set-up, besides <see cref="CityRules"/>. What was stored before
/// there was the rule stays, so that it hinders no other change.</summary>
public static class ChangeRules
{
    public static ImmutableArray<FieldProblem> Check(CitySetup before, CitySetup after) =>
    [
        .. CityRules.Check(after),
        .. after.Devices.Values.Where(device => before.Devices.GetValueOrDefault(device.Id.Value)?.Unit != device.Unit)
            .Where(device => !string.IsNullOrWhiteSpace(device.Unit) && !Units.IsKnown(device.Unit))
            .Select(UnknownUnit),
        .. after.Feeds.Values.Where(feed => before.Feeds.GetValueOrDefault(feed.Id)?.Mapping != feed.Mapping)
            .SelectMany(feed => feed is { Format: FeedFormat.Mapped, Mapping: { } mapping }
                ? FeedRules.NameProblems($"feeds/{feed.Id}", mapping)
                : []),
    ];

    private static FieldProblem UnknownUnit(Device device) => new(
        $"devices/{device.Id}/unit",
        $"{device.Unit} is no unit that is known here, so that no reading could be converted to it. Give its UCUM "
            + $"code, such as m, Cel, mm/h, or 1 for a count.");
}
