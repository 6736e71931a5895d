using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.City.Intake;

/// <summary>What the devices said last, what was refused and why, and what nobody has bound to a device yet.</summary>
public sealed partial class Signals
{
    internal const string RerunForm = "rerun";
    internal const string DropForm = "drop";
    internal const string BindForm = "bind";

    private ImmutableArray<DeviceLine> _devices = [];
    private RefusedView? _refused;
    private RefusedMessage? _opened;
    private Instant _now;

    [Inject]
    private ViewDesk Views { get; set; } = null!;

    [Inject]
    private FeedDesk Feeds { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    /// <summary>The message whose text is shown, as <c>feed/id</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Open { get; set; }

    /// <summary>Which refused messages are meant: of a feed, for a reason, of what the sender calls so.</summary>
    [SupplyParameterFromQuery]
    public string? Feed { get; set; }

    [SupplyParameterFromQuery]
    public string? Reason { get; set; }

    [SupplyParameterFromQuery]
    public string? Device { get; set; }

    /// <summary>How many were dropped.</summary>
    [SupplyParameterFromQuery]
    public string? Dropped { get; set; }

    /// <summary>What came of a re-run: messages, those of which something is still refused; parts taken, duplicates,
    /// left out, refused.</summary>
    [SupplyParameterFromQuery]
    public string? Again { get; set; }

    internal override string Section => "signals";

    private string? Told => Again?.Split('-') is { Length: 6 } counts && counts.All(IsCount)
            ? T["city.signals.again", [.. counts]]
            : Dropped is { } dropped && IsCount(dropped) ? T["city.signals.dropped", dropped] : null;

    private RefusedFilter Filter => new(Named(Feed), Named(Reason), Named(Device));

    protected override async Task ReadyAsync()
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (await Views.DevicesAsync(Who!, language, Cancellation) is Granted<DevicesView> { Value: var view })
            (_devices, _now) = (view.Devices, view.Clock.Clock.Now);
        // Who may not read messages still sees the readings.
        _refused = (await Feeds.RefusedAsync(Who!, null, Cancellation) as Granted<RefusedView>)?.Value;
        if (_refused is not null && Open?.Split('/') is [var feed, var id])
            _opened = (await Feeds.MessageAsync(Who!, feed, id, Cancellation) as Granted<RefusedMessage>)?.Value;
    }

    /// <summary>Back among the same messages: else what is dropped next would be other ones than were looked
    /// at.</summary>
    private void ComeBack(params IReadOnlyList<(string Name, string Value)> told) =>
        Address.NavigateTo(RefusedFilterForm.AddressOf(Filter, told));

    // What was bound is saved: on among the names that are not.
    private protected override string AfterSaving =>
        RefusedFilterForm.AddressOf(Filter, [("saved", "true")], "unbound");

    private async Task RerunAsync()
    {
        if (Who is null || Posted(RerunForm) is not { } form) return;
        var answer = form.Text("id") is { } id
            ? await Feeds.RerunAsync(Who, form.Text("feed") ?? "", id, Cancellation)
            : await Feeds.RerunAsync(Who, FilterOf(form), Cancellation);
        Refusal = (answer as Refused<RerunResult>)?.Reason;
        if (answer is Granted<RerunResult> { Value: var done })
        {
            int[] counts =
                [done.Messages, done.MessagesRefused, done.Taken, done.Duplicates, done.LeftOut, done.Refused];
            ComeBack(("again", string.Join('-', counts)));
        }
    }

    private async Task DropAsync()
    {
        if (Who is null || Posted(DropForm) is not { } form) return;
        if (form.Text("id") is { } id)
        {
            Refusal = (await Feeds.DropAsync(Who, form.Text("feed") ?? "", id, Cancellation) as Refused<Done>)?.Reason;
            if (Refusal is null) ComeBack();
            return;
        }

        var answer = await Feeds.DropAsync(Who, FilterOf(form), form.Text("why") ?? "", Cancellation);
        Refusal = (answer as Refused<RefusedDrop>)?.Reason;
        if (answer is Granted<RefusedDrop> { Value: var drop })
            ComeBack(("dropped", drop.Count.ToString(CultureInfo.InvariantCulture)));
    }

    private static RefusedFilter FilterOf(PostedForm form) =>
        new(form.Text("feed"), form.Text("reason"), form.Text("device"));

    private static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private async Task BindAsync()
    {
        if (Who is null || Posted(BindForm) is not { } form) return;
        if (_refused?.Names.FirstOrDefault(known => known.Feed == form.Text("feed")
            && known.Device == form.Whole("device") && known.Property == form.Whole("property")) is not { } name)
        {
            return;
        }

        // A service is often called by a number alone.
        var called = Setup!.Feeds.GetValueOrDefault(name.Feed)?.Format == FeedFormat.Open311
            ? T["city.signals.bind.service", name.Device]
            : null;
        var edits = NameBinding.Edits(
            Setup!, name, (form.Text("as") ?? NameBinding.ToKnown, form.Text("target")), called);
        if (edits is [_, ..]) await SaveAsync([.. edits]);
    }

    private static bool IsCount(string text) => text is { Length: > 0 and < 10 } && text.All(char.IsAsciiDigit);
}
