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

    public static string Of(Texts words, string code) =>
        words.Has("city.refusal." + code) ? words["city.refusal." + code] : code;
}
