using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using NodaTime;
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

    /// <summary>What came of a re-run: messages, taken, duplicates, left out, refused.</summary>
    [SupplyParameterFromQuery]
    public string? Again { get; set; }

    internal override string Section => "signals";

    private string? Told => Again?.Split('-') is [var messages, var taken, var duplicates, var left, var refused]
        && IsCount(messages) && IsCount(taken) && IsCount(duplicates) && IsCount(left) && IsCount(refused)
            ? T["city.signals.again", messages, taken, duplicates, left, refused]
            : null;

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

    private async Task RerunAsync()
    {
        if (Who is null || Posted(RerunForm) is not { } form || form.Text("feed") is not { } feed) return;
        var answer = form.Text("id") is { } id
            ? await Feeds.RerunAsync(Who, feed, id, Cancellation)
            : await Feeds.RerunAllAsync(Who, feed, Cancellation);
        Refusal = (answer as Refused<RerunResult>)?.Reason;
        if (answer is Granted<RerunResult> { Value: var done })
        {
            Address.NavigateTo(string.Create(
                CultureInfo.InvariantCulture,
                $"{Here}?again={done.Messages}-{done.Taken}-{done.Duplicates}-{done.LeftOut}-{done.Refused}#refused"));
        }
    }

    private async Task DropAsync()
    {
        if (Who is null || Posted(DropForm) is not { } form) return;
        if (form.Text("feed") is not { } feed || form.Text("id") is not { } id) return;
        Refusal = (await Feeds.DropAsync(Who, feed, id, Cancellation) as Refused<Done>)?.Reason;
        if (Refusal is null) Address.NavigateTo($"{Here}#refused");
    }

    private async Task BindAsync()
    {
        if (Who is null || Posted(BindForm) is not { } form) return;
        if (_refused?.Names.FirstOrDefault(known => known.Feed == form.Text("feed")
            && known.Device == form.Whole("device") && known.Property == form.Whole("property")) is not { } name)
        {
            return;
        }

        var edits = NameBinding.Edits(Setup!, name, form.Text("as") ?? NameBinding.ToKnown, form.Text("target"));
        if (edits is [_, ..]) await SaveAsync([.. edits]);
    }

    private static bool IsCount(string text) => text is { Length: > 0 and < 10 } && text.All(char.IsAsciiDigit);
}
