using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using Samanvay.Adapters.Cap;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Intake.Alerts;

namespace Samanvay.Designer.Pages.Alerts;

/// <summary>Which alerts the page lists, as its address says it.</summary>
public sealed record AlertFilter(string? Words, string? Kind, int Page)
{
    /// <summary>Alerts on one page.</summary>
    public const int PageSize = 25;

    internal const string Standing = "standing";
    internal const string Idle = "idle";
    internal const string NotReal = "notreal";

    public static readonly AlertFilter All = new(null, null, 1);

    /// <summary>What may be asked for, beside everything.</summary>
    public static readonly ImmutableArray<string> Kinds = [Standing, Idle, NotReal];

    public bool IsAll => Words is null && Kind is null;

    public static AlertFilter Of(string? words, string? kind, int? page) => new(
        string.IsNullOrWhiteSpace(words) ? null : words.Trim(), Kinds.Contains(kind ?? "") ? kind : null,
        Math.Clamp(page ?? 1, 1, AlertDesk.ListedMax));

    public bool Has(AlertLine line) => IsMeant(line) && (Words is null || Says(line.Row.Facts, Words));

    /// <summary>Another page of the same.</summary>
    public string PathOf(int page) => Path([("page", page > 1 ? Text(page) : null)]);

    /// <summary>The same with an alert's text above it.</summary>
    /// <param name="key">Who brought it and sent it, its identifier, and when it was sent.</param>
    public string PathOf(AlertKey key) => Path(
    [
        ("page", Page > 1 ? Text(Page) : null), ("source", key.Source), ("id", key.Identifier),
        ("sent", InstantPattern.ExtendedIso.Format(key.Sent)),
    ]) + "#opened";

    private bool IsMeant(AlertLine line) => Kind switch
    {
        Standing => line.Stands,
        Idle => IsReal(line) && line.Outcome is not (AlertOutcome.Raised or AlertOutcome.Joined or AlertOutcome.Lowered
            or AlertOutcome.Cancelled or AlertOutcome.Waits),
        NotReal => !IsReal(line),
        _ => true,
    };

    private static bool IsReal(AlertLine line) => line.Row.Facts.Status == nameof(CapStatus.Actual);

    private static bool Says(AlertFacts facts, string words) =>
        new[] { facts.Title, facts.Identifier, facts.Sender, facts.SenderName, facts.Area }.OfType<string>()
            .Any(text => CultureInfo.CurrentCulture.CompareInfo.IndexOf(
                text, words, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);

    private string Path((string Name, string? Value)[] more)
    {
        var named = ((string Name, string? Value)[])[("q", Words), ("kind", Kind), .. more];
        var query = string.Join('&', named.Where(one => one.Value is not null)
            .Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
        return query.Length == 0 ? "/alerts" : $"/alerts?{query}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
