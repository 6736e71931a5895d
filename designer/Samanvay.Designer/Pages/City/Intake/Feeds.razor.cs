using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime.Extensions;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Feeds.Polling;

namespace Samanvay.Designer.Pages.City.Intake;

/// <summary>The ways by which messages of other systems come in: their standard, who may send, which device is meant,
/// and for messages of no standard a mapping that is tried on a sample.</summary>
public sealed partial class Feeds
{
    private const string Example = """
        {
          device: row.station,
          property: "level",
          time: row.at,
          value: number(row.metres),
          unit: "m"
        }
        """;

    private static readonly string[] MediaTypes =
    [
        "application/json", "text/csv", "text/tab-separated-values", "application/cloudevents+json", "application/xml",
        "application/x-www-form-urlencoded",
    ];

    private FeedTrialResult? _trial;
    private ImmutableArray<PollState> _polls = [];

    [Inject]
    private FeedDesk FeedDesk { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    internal override string Section => "feeds";

    private Feed? Edited => Edit is null ? null : Setup?.Feeds.GetValueOrDefault(Edit);

    private IReadOnlyList<Choice> Formats =>
        [.. Enum.GetNames<FeedFormat>().Select(name => new Choice(name, T["city.feeds.format." + name]))];

    private IReadOnlyList<Choice> Arrivals =>
        [.. Enum.GetNames<FeedArrival>().Select(name => new Choice(name, T["city.feeds.arrival." + name]))];

    private static IReadOnlyList<Choice> SampleTypes => [.. MediaTypes.Select(type => new Choice(type, type))];

    private bool EnteredLeavesOut =>
        Posted(EditForm) is { } form ? form.Has("leavesout") : Edited?.LeavesOutUnbound ?? false;

    private string EnteredBindings =>
        Posted(EditForm) is { } form ? form.Whole("bindings") : FeedBindingsCsv.Write(Edited?.Bindings ?? []);

    protected override async Task ReadyAsync()
    {
        if (await FeedDesk.PollsAsync(Who!, Cancellation) is Granted<ImmutableArray<PollState>> { Value: var polls })
            _polls = polls;
    }

    // Of another address nothing holds that is known of the one before.
    private PollState? PollOf(Feed feed) =>
        _polls.FirstOrDefault(poll => poll.Feed == feed.Id && poll.Address == feed.Address);

    private string SendersOf(Feed feed) => feed switch
    {
        { Arrival: not FeedArrival.Pushed } => T["city.feeds.nokey"],
        { Gateway: { } gateway } => T["city.feeds.keysof", gateway],
        _ => T["city.feeds.anykey"],
    };

    internal override CityEdit RemovalOf(string id) => new RemoveFeed(id);

    private async Task SaveFeedAsync()
    {
        if (Who is null || Setup is null || Posted(EditForm) is not { } form) return;
        var (bindings, problems) = FeedBindingsCsv.Read(form.Whole("bindings"));
        var feed = FeedOf(form, bindings);
        if (form.Has("try"))
        {
            var trial = new FeedTrial(
                feed, form.Text("sampletype") ?? "application/json", form.Whole("sample"),
                Time.GetUtcNow().ToInstant());
            var tried = await FeedDesk.TryAsync(Who, trial, Cancellation);
            _trial = (tried as Granted<FeedTrialResult>)?.Value;
            Refusal = (tried as Refused<FeedTrialResult>)?.Reason;
        }
        else if (problems is [_, ..])
        {
            Refusal = new Invalid(problems);
        }
        else
        {
            await AddOrSaveAsync(Edited, new SaveFeed(feed));
        }
    }

    private Feed FeedOf(PostedForm form, ImmutableArray<FeedBinding> bindings)
    {
        var format = Enum.TryParse<FeedFormat>(form.Text("format"), out var named) ? named : FeedFormat.Mapped;
        var arrival = Enum.TryParse<FeedArrival>(form.Text("arrival"), out var way) ? way : FeedArrival.Pushed;
        var id = Edited?.Id ?? form.Text("id") ?? "";
        return new Feed(Setup!.City.Id, id, form.Text("title") ?? "", format)
        {
            Arrival = arrival,
            Address = arrival == FeedArrival.Pushed ? null : form.Text("address"),
            EverySeconds = arrival == FeedArrival.Polled ? form.WholeNumber("every") : null,
            Gateway = arrival == FeedArrival.Pushed ? form.Text("gateway") : null,
            DuplicateHours = form.WholeNumber("duplicates"),
            LeavesOutUnbound = form.Has("leavesout"),
            Bindings = bindings,
            Mapping = format == FeedFormat.Mapped
                ? new FeedMapping(
                    form.Text("rows"), form.Text("observation") ?? "", form.Text("zone"), form.Text("separator"))
                : null,
        };
    }
}
