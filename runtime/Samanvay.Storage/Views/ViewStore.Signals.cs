using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;
using Samanvay.Storage.Model.Intake;
using Samanvay.Storage.Model.Steps;

namespace Samanvay.Storage.Views;

/// <summary>Readings, what the sensor rules made of them, and messages.</summary>
internal sealed partial class ViewStore
{
    public async Task<ImmutableArray<SituationRow>> SituationsAsync(
        CityId city, IReadOnlyCollection<SituationKey>? keys, CancellationToken cancellation)
    {
        var rules = keys?.Select(key => key.Rule).Distinct(StringComparer.Ordinal).ToArray();
        var places = keys?.Select(key => key.Place).Distinct(StringComparer.Ordinal).ToArray();
        var rows = await ReadAsync<StoredSituation, StoredSituation>(
            all => rules is null
                ? all.Where(row => row.City == city)
                : all.Where(row => row.City == city && rules.Contains(row.Rule) && places!.Contains(row.Place)),
            cancellation);
        return
        [
            .. rows.Select(row => new SituationRow(
                new SituationKey(city, row.Rule, row.Place), row.State, row.DueAt, row.Changes)),
        ];
    }

    public async Task<ImmutableArray<NumberedSegment>> SegmentsAfterAsync(
        CityId city, long after, int limit, CancellationToken cancellation)
    {
        var rows = await ReadAsync<StoredSegment, StoredSegment>(
            all => all.Where(row => row.City == city && row.Id > after).OrderByDescending(row => row.Id).Take(limit),
            cancellation);
        return [.. rows.Reverse().Select(row => new NumberedSegment(row.Id, Segment(row)))];
    }

    public async Task<ImmutableArray<ObservationSegment>> SegmentsAsync(
        CityId city, Interval span, int limit, CancellationToken cancellation)
    {
        var (from, to) = (span.Start, span.End);
        var rows = await ReadAsync<StoredSegment, StoredSegment>(
            all => all.Where(row => row.City == city && row.LastAt >= from && row.FirstAt <= to)
                .OrderByDescending(row => row.LastAt).Take(limit),
            cancellation);
        return [.. rows.Reverse().Select(Segment)];
    }

    public async Task<ImmutableArray<NotificationLine>> NotificationsAsync(
        CityId city, PersonId person, int limit, CancellationToken cancellation)
    {
        var rows = await ReadAsync<Notification, Notification>(
            all => all.Where(row => row.City == city && row.Person == person)
                .OrderByDescending(row => row.Id).Take(limit),
            cancellation);
        return [.. rows.Select(Line)];
    }

    public async Task<int> UnreadAsync(CityId city, PersonId person, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Set<Notification>()
            .CountAsync(row => row.City == city && row.Person == person && row.ReadAt == null, cancellation);
    }

    public async Task MarkReadAsync(
        CityId city, PersonId person, long upTo, Instant at, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.Set<Notification>()
            .Where(row => row.City == city && row.Person == person && row.Id <= upTo && row.ReadAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(message => message.ReadAt, at), cancellation);
    }

    private static ObservationSegment Segment(StoredSegment row) =>
        new(row.City, row.ReceivedAt, row.FirstAt, row.LastAt, row.Count, row.Body);

    private static NotificationLine Line(Notification row) => new(row.Id, row.At, row.Level, row.Subject, row.Body)
    {
        Operation = Guid.TryParse(row.Operation, out var id) ? new OperationId(id) : null,
        ReadAt = row.ReadAt,
    };
}
