namespace Samanvay.Designer.Layout;

/// <summary>A place of the product that the navigation leads to.</summary>
internal sealed record Place(string Name, string Path, string Icon)
{
    public static readonly IReadOnlyList<Place> All =
    [
        new("live", "/live", "live"),
        new("work", "/work", "work"),
        new("board", "/sla", "board"),
        new("procedures", "/procedures", "procedures"),
        new("playbooks", "/playbooks", "playbooks"),
        new("city", "/city", "city"),
    ];
}
