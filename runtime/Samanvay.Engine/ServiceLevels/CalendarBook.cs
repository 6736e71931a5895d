using System.Collections.Immutable;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>The calendars of one city: by id the version now in force, and older versions for clocks that are
/// pinned to one.</summary>
public sealed class CalendarBook
{
    private readonly ImmutableSortedDictionary<string, BusinessCalendar> _inForce;
    private readonly ImmutableDictionary<(string Id, int Version), BusinessCalendar> _versions;

    public CalendarBook(IEnumerable<BusinessCalendar> calendars)
    {
        var all = calendars.Append(BusinessCalendar.TwentyFourSeven).ToList();
        _versions = all.ToImmutableDictionary(calendar => (calendar.Id, calendar.Version));
        _inForce = all.GroupBy(calendar => calendar.Id, StringComparer.Ordinal).ToImmutableSortedDictionary(
            versions => versions.Key,
            versions => versions.MaxBy(calendar => calendar.Version)!,
            StringComparer.Ordinal);
    }

    public static CalendarBook AlwaysOpen { get; } = new([]);

    /// <summary>The calendar, or 24x7 where it is not known: work that counts too early is seen, work that
    /// never counts is not.</summary>
    public BusinessCalendar this[string id] => _inForce.GetValueOrDefault(id, BusinessCalendar.TwentyFourSeven);

    /// <summary>Whether every calendar in force counts as its namesake in the other book does.</summary>
    public bool CountsLike(CalendarBook other) =>
        _inForce.Keys.SequenceEqual(other._inForce.Keys)
        && _inForce.Values.Zip(other._inForce.Values).All(pair => pair.First.CountsLike(pair.Second));

    public bool Knows(string id) => _inForce.ContainsKey(id);

    internal BusinessCalendar For(ServiceClock clock) =>
        clock.Level.CalendarPinned && clock.State != ClockState.Idle
        && _versions.TryGetValue((clock.Level.Calendar, clock.CalendarVersion), out var pinned)
            ? pinned
            : this[clock.Level.Calendar];
}
