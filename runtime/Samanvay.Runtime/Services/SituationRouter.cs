using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>
/// Brings a change of a situation to the incident that it joins, or opens one when the change starts something here.
/// </summary>
public sealed class SituationRouter(
    IOperationStore operations, ISituationPlans plans, IInboxStore inbox, CommandLoop loop, CityTime time)
{
    /// <summary>Neither joined nor opened: somebody must look.</summary>
    internal const string NotJoined = "situation-not-joined";

    // An incident may close between looking and joining; then the next look finds none.
    private const int LooksMax = 3;

    internal async Task<CommandAnswer> SubmitAsync(InboxRow row, CancellationToken cancellation)
    {
        var report = SituationNotice.Read(row.Body.Span);
        for (var look = 0; look < LooksMax; look++)
        {
            var command = await CommandOfAsync(row, report, cancellation);
            if (command is null)
            {
                await inbox.RemoveAsync(row.Id, cancellation);
                return new CommandRefused("nothing-bound", "No procedure here waits for this.");
            }
            var answer = await loop.SubmitAsync(
                command with { Key = row.Key, Inbox = row.Id, Lane = Lane.Inbox, TriesAgainWhenRefused = true },
                cancellation);
            if (answer is not CommandRefused) return answer;
        }
        return new CommandRefused(NotJoined, "The incident of this situation could not be joined or opened. Retry it.");
    }

    // What neither joins an incident nor starts anything needs no step.
    private async Task<Submission?> CommandOfAsync(InboxRow row, SituationNotice report, CancellationToken cancellation)
    {
        var change = report.ToChange();
        var plan = await PlanOfAsync(row.City, report, change, cancellation);
        var now = time.Now(row.City);
        if (await operations.FindJoinableAsync(row.City, report.DedupeKey, cancellation) is { } joined)
            return new Submission(joined, new ChangeSituation(now, change, Starts(plan, change)));
        if (plan is null || change.OpensAs is not { } severity) return null;
        var opening = new IncidentOpening(
            plan.Kind, $"{plan.Title}: {report.PlaceName}", severity, report.Place, report.DedupeKey);
        return new Submission(
            new OperationKey(row.City, IdOf(row)),
            new OpenIncident(now, opening, Starts(plan, change), null) { Cause = change });
    }

    // An incident hears of its sensors too, but what is to be done about them is started beside it. A sensor that
    // fails is an incident also where no procedure waits for it: nobody else would see to it.
    private async ValueTask<SituationPlan?> PlanOfAsync(
        CityId city, SituationNotice notice, SituationReport change, CancellationToken cancellation)
    {
        if (notice.Change is not (SensorFault or SensorRecovered))
            return await plans.FindAsync(city, change.MessageName, cancellation);
        return SituationReports.IsOfSensors(notice.DedupeKey)
            ? await plans.FindAsync(city, change.MessageName, cancellation) ?? BrokenSensors.Plan
            : null;
    }

    private static ImmutableArray<ProcedureStart> Starts(SituationPlan? plan, SituationReport change) =>
        plan is null
            ? []
            : [.. plan.Starts.Select(version => new ProcedureStart(version, change.MessageName, change.Payload))];

    // The same request opens the same incident, however often it is tried.
    private static OperationId IdOf(InboxRow row)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{row.City}\n{row.Key}"));
        return new OperationId(new Guid(hash.AsSpan(0, 16), bigEndian: true));
    }
}
