using System.Linq.Expressions;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;
using Samanvay.Storage.Model.Steps;

namespace Samanvay.Storage.Views;

/// <summary>From rows to the lines that screens are made of; the database reads no column beyond them.</summary>
internal static class ViewRows
{
    public static readonly Expression<Func<StoredOperationEntry, Listed<OperationHeader>>> Header = row =>
        new Listed<OperationHeader>(
            row.Id, new OperationHeader(row.Kind, row.Title, row.Severity, row.OpenedAt, row.EndedAt)
            {
                Ward = row.Ward,
                Asset = row.Asset,
                Latitude = row.Latitude,
                Longitude = row.Longitude,
                DedupeKey = row.DedupeKey,
                Held = row.Held,
            });

    public static readonly Expression<Func<StoredWorkItem, Listed<WorkItemLine>>> WorkItem = row =>
        new Listed<WorkItemLine>(
            row.Operation,
            new WorkItemLine(row.Key, row.Run, row.Version, row.ElementId, row.Role, row.State, row.OfferedAt)
            {
                AcknowledgedBy = row.AcknowledgedBy,
                AcknowledgedAt = row.AcknowledgedAt,
                Subject = row.Subject,
                Trouble = row.Trouble,
            });

    public static readonly Expression<Func<StoredClock, Listed<ClockLine>>> Clock = row =>
        new Listed<ClockLine>(
            row.Operation, new ClockLine(row.Key, row.Run, row.Level, row.Metric, row.State, row.StartedAt)
            {
                WorkItem = row.WorkItem,
                ElementId = row.ElementId,
                Role = row.Role,
                Scope = row.Scope,
                LifeSafety = row.LifeSafety,
                AtRiskAt = row.AtRiskAt,
                DueAt = row.DueAt,
                BreachedAt = row.BreachedAt,
                StoppedAt = row.StoppedAt,
                Outcome = row.Outcome,
            });

    public static readonly Expression<Func<StoredFault, Listed<FaultLine>>> Fault = row =>
        new Listed<FaultLine>(
            row.Operation,
            new FaultLine(row.Key, row.Run, row.ElementId, row.Kind, row.Message, row.Retryable, row.RaisedAt));
}
