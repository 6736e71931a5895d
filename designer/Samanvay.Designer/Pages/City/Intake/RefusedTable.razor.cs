using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Designer.Pages.City.Intake;

/// <summary>The messages that were refused: which of them are meant, why they were refused, and what can be done with
/// all that are meant at once.</summary>
public sealed partial class RefusedTable
{
    private const int ShownMax = 100;

    private List<RefusedMessage> _matching = [];
    private int _hopeful;

    [Parameter, EditorRequired]
    public IReadOnlyList<RefusedMessage> Messages { get; set; } = [];

    [Parameter, EditorRequired]
    public CitySetup Setup { get; set; } = null!;

    [Parameter]
    public RefusedFilter Filter { get; set; } = RefusedFilter.All;

    /// <summary>What people dropped last.</summary>
    [Parameter]
    public IReadOnlyList<RefusedDrop> Drops { get; set; } = [];

    /// <summary>What was only counted.</summary>
    [Parameter]
    public IReadOnlyList<UnkeptRefusals> Unkept { get; set; } = [];

    /// <summary>What was just done.</summary>
    [Parameter]
    public string? Told { get; set; }

    private string Zone => Setup.City.Zone;

    protected override void OnParametersSet()
    {
        _matching = [.. Messages.Where(Filter.Holds)];
        _hopeful = _matching.Count(message => message.MayBecomeRight(FeedOf(message)));
    }

    private Feed? FeedOf(RefusedMessage message) => FeedOf(Setup, message);

    internal static Feed? FeedOf(CitySetup setup, RefusedMessage message) => message.Feed == Feed.Signals
        ? FeedPlan.SignalsOf(message.City).Feed
        : setup.Feeds.GetValueOrDefault(message.Feed);

    private string? SizeOf(RefusedMessage message) => message.Size == RefusedMessage.SizeUnknown
        ? null
        : T["city.signals.size", message.Size.ToString("N0", CultureInfo.CurrentCulture)];

    private string NameOf(RefusedDrop drop) => Setup.People.GetValueOrDefault(drop.By.Value)?.Name ?? drop.By.Value;

    private Dictionary<string, string> FieldsFor(string handler)
    {
        var fields = new Dictionary<string, string> { ["_handler"] = handler };
        if (Filter.Feed is { } feed) fields["feed"] = feed;
        if (Filter.Reason is { } reason) fields["reason"] = reason;
        if (Filter.Device is { } device) fields["device"] = device;
        return fields;
    }
}
