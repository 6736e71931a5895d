using Samanvay.Runtime.Access;

namespace Samanvay.Designer.Layout;

/// <summary>A place of the product that the navigation leads to.</summary>
/// <param name="Needs">Who may not do this is not led there.</param>
internal sealed record Place(string Name, string Path, string Icon, FrontDoorOperation Needs)
{
    public static readonly IReadOnlyList<Place> All =
    [
        new("live", "/live", "live", FrontDoorOperation.ViewLive),
        new("work", "/work", "work", FrontDoorOperation.ViewMyWork),
        new("board", "/sla", "board", FrontDoorOperation.ViewSlaBoard),
        new("procedures", "/procedures", "procedures", FrontDoorOperation.ViewProcedures),
        new("decisions", "/decisions", "decisions", FrontDoorOperation.ViewProcedures),
        new("rules", "/rules", "sensor", FrontDoorOperation.ViewProcedures),
        new("playbooks", "/playbooks", "playbooks", FrontDoorOperation.ViewPlaybooks),
        new("city", "/city", "city", FrontDoorOperation.ViewCity),
    ];

    public static IEnumerable<Place> For(Asker asker) =>
        All.Where(place => AccessPolicy.ReachOf(asker, place.Needs) != AccessReach.Nothing);
}
