using Samanvay.Designer.Localization;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Designer.Pages.City.Intake;

/// <summary>What refusals and those who sent them are called in the reader's language.</summary>
internal static class RefusalWords
{
    /// <summary>What the city calls a feed; one that is gone keeps its id.</summary>
    public static string FeedOf(Texts words, CitySetup setup, string feed) => feed == Feed.Signals
        ? words["city.signals.ownfeed"]
        : setup.Feeds.GetValueOrDefault(feed)?.Title ?? feed;

    /// <summary>Whose key it came with; what the city fetches itself has only the name of its feed.</summary>
    public static string? SenderOf(Texts words, CitySetup setup, string sender) => sender.Split(':', 2) switch
    {
        ["gateway", var gateway] => words["city.keys.gateway", gateway],
        ["device", var device] => setup.Devices.GetValueOrDefault(device)?.Name ?? device,
        _ => null,
    };

    public static string Of(Texts words, string code) =>
        words.Has("city.refusal." + code) ? words["city.refusal." + code] : code;
}
