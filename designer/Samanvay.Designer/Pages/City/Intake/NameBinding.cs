using System.Text;
using Samanvay.Adapters.Measures;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Feeds;

namespace Samanvay.Designer.Pages.City.Intake;

/// <summary>What a sender's name becomes with one click: a known device, a new one, or nothing on purpose.</summary>
internal static class NameBinding
{
    public const string ToKnown = "known";
    public const string ToNew = "new";
    public const string ToNothing = "nothing";

    private const string Gateway = "gateway:";

    /// <param name="called">What a new device is called; absent where its names say it.</param>
    public static IReadOnlyList<CityEdit> Edits(
        CitySetup setup, UnboundName name, (string Way, string? Target) chosen, string? called = null)
    {
        if (!setup.Feeds.TryGetValue(name.Feed, out var feed)) return [];
        switch (chosen.Way)
        {
            case ToNew:
                var made = NewDevice(setup, feed, name, called);
                return [new SaveDevice(made), Bound(feed, name, made.Id)];

            case ToNothing:
                return [Bound(feed, name, null)];

            default:
                return chosen.Target is { Length: > 0 } target ? [Bound(feed, name, new DeviceId(target))] : [];
        }
    }

    /// <summary>Devices that measure in the same kind of unit first.</summary>
    public static IEnumerable<Choice> Targets(CitySetup setup, string unit) =>
        from device in setup.Devices.Values
        orderby unit.Length > 0 && Units.Convert(0, unit, device.Unit) is null, device.Name
        select new Choice(device.Id.Value, $"{device.Name} ({device.Unit})");

    private static SaveFeed Bound(Feed feed, UnboundName name, DeviceId? target) => new(feed with
    {
        Bindings =
        [
            .. feed.Bindings.Where(binding => binding.Device != name.Device || binding.Property != name.Property),
            new FeedBinding(name.Device, name.Property, target),
        ],
    });

    // Whoever spoke of it speaks for it: else its key would not reach the new device.
    private static Device NewDevice(CitySetup setup, Feed feed, UnboundName name, string? said)
    {
        var property = Slug(name.Property) is { Length: > 0 } seen ? seen : "signal";
        var stem = Slug($"{Last(name.Device)}-{name.Property}") is { Length: > 0 } made ? made : "device";
        var id = stem;
        for (var number = 2; setup.Devices.ContainsKey(id); number++) id = $"{stem}-{number}";
        var called = said ?? $"{Last(name.Device)} {name.Property}".Trim();
        return new Device(
            setup.City.Id, new DeviceId(id), called.Length is 0 or > CityRules.NameLengthMax ? id : called, property,
            name.Unit ?? "1")
        {
            Gateway = feed.Gateway
                ?? (name.Sender.StartsWith(Gateway, StringComparison.Ordinal) ? name.Sender[Gateway.Length..] : null),
        };
    }

    // The last part of a URN or a path is what people know it by.
    private static string Last(string name) => name.Split(':', '/')[^1] is { Length: > 0 } last ? last : name;

    private static string Slug(string text)
    {
        var made = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) made.Append(letter);
            else if (made.Length > 0 && made[^1] != '-') made.Append('-');
            if (made.Length >= IdText.LengthMax - 4) break;
        }

        return made.ToString().Trim('-');
    }
}
