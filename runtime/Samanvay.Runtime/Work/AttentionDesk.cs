using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Work;

/// <summary>
/// Everything of the city that can not go on by itself, in one list: nothing fails without a person seeing it.
/// </summary>
public sealed class AttentionDesk(
    StuckWork stuck, ViewSources sources, RefusedSignals refused, CommandLoop loop, ILogger<AttentionDesk> log)
{
    public async Task<Answer<AttentionView>> ListAsync(Asker asker, string language, CancellationToken cancellation)
    {
        if (!AccessPolicy.Allows(asker, FrontDoorOperation.ViewAttention, asker.City))
            return new NotAllowed(FrontDoorOperation.ViewAttention);
        if (await sources.SceneAsync(asker, language, cancellation) is not { } scene)
            return new NotFound("city", asker.City.Value);
        var rows = await stuck.ListAsync(asker.City, cancellation);
        var faults = await sources.Store.FaultsAsync(asker.City, cancellation);
        var operations = rows.Select(row => row.Operation?.Operation).OfType<OperationId>()
            .Concat(faults.Select(fault => fault.Operation)).ToHashSet();
        var headers = (await sources.Store.HeadersAsync(asker.City, operations, cancellation))
            .ToDictionary(header => header.Operation, header => header.Line);
        return new AttentionView(
            [
                .. faults.Select(fault => AttentionItem.Of(fault, scene.Names.Step(fault.Line.ElementId)))
                    .Concat(rows.Select(AttentionItem.Of))
                    .Select(item => item.Operation is { } id && headers.TryGetValue(id, out var header)
                        ? item with { Incident = header.Title } : item)
                    .OrderBy(item => item.Since),
            ],
            [.. refused.Of(asker.City)], refused.Since);
    }

    /// <summary>How much waits for a person; none for whoever may not see it.</summary>
    public async Task<int> CountAsync(Asker asker, CancellationToken cancellation) =>
        AccessPolicy.Allows(asker, FrontDoorOperation.ViewAttention, asker.City)
            ? (await stuck.ListAsync(asker.City, cancellation)).Count
                + (await sources.Store.FaultsAsync(asker.City, cancellation)).Length
            : 0;

    /// <summary>Tries it again from the beginning.</summary>
    public async Task<Answer<Done>> RetryAsync(Asker asker, StuckCall call, CancellationToken cancellation)
    {
        var found = await FindAsync(asker, FrontDoorOperation.RetryStuckWork, call, cancellation);
        if (found is not Granted<StuckRow> { Value: var row }) return ((Refused<StuckRow>)found).Reason;
        if (!await stuck.RetryAsync(asker.City, row, cancellation)) return Gone;
        Log.StuckRetried(log, asker.City, row.Kind, row.Key, asker.Person!.Value);
        return default(Done);
    }

    /// <summary>Gives it up for good. Where it belongs to an incident, the timeline says who did so and why.</summary>
    public async Task<Answer<Done>> SkipAsync(
        Asker asker, StuckCall call, string reason, CancellationToken cancellation)
    {
        if (FrontDoor.CheckText("reason", reason, "Say why it is skipped: it will never be done.") is { } empty)
            return empty;
        var found = await FindAsync(asker, FrontDoorOperation.SkipStuckWork, call, cancellation);
        if (found is not Granted<StuckRow> { Value: var row }) return ((Refused<StuckRow>)found).Reason;
        if (row.Kind == StuckKind.Timer)
            return new WrongState("A time limit belongs to its incident and can not be skipped. Retry it.");
        if (!await stuck.SkipAsync(asker.City, row, cancellation)) return Gone;
        Log.StuckSkipped(log, asker.City, row.Kind, row.Key, row.Reason, asker.Person!.Value, reason.Trim());
        await NoteAsync(asker, row, reason.Trim(), cancellation);
        return default(Done);
    }

    private static Conflict Gone => new("It is no longer stuck: somebody else has dealt with it.");

    private async Task<Answer<StuckRow>> FindAsync(
        Asker asker, FrontDoorOperation operation, StuckCall call, CancellationToken cancellation)
    {
        if (asker.Person is null || !AccessPolicy.Allows(asker, operation, asker.City))
            return new NotAllowed(operation);
        var rows = await stuck.ListAsync(asker.City, cancellation);
        return rows.FirstOrDefault(row => row.Kind == call.Kind && row.Key == call.Key
            && row.Operation?.Operation == call.Operation) is { } found ? found : Gone;
    }

    private async Task NoteAsync(Asker asker, StuckRow row, string reason, CancellationToken cancellation)
    {
        if (row.Operation is not { } operation) return;
        var text = $"Skipped {row.What}, which had failed ({row.Reason}). {reason}";
        await loop.SubmitAsync(
            sources.Time, asker.City,
            at => FrontDoor.Submission(
                asker, operation.Operation, $"skip:{row.Key}", new AddNote(at, asker.Person!.Value.Value, text)),
            cancellation);
    }
}

/// <summary>Which stuck work is meant.</summary>
public sealed record StuckCall(StuckKind Kind, OperationId? Operation, string Key);

/// <summary>What waits for a person, the oldest first, and which signals were refused since a moment.</summary>
public sealed record AttentionView(
    ImmutableArray<AttentionItem> Items, ImmutableArray<RefusedSignalCount> Refused, NodaTime.Instant RefusedSince);

/// <summary>One thing that can not go on.</summary>
/// <param name="What">A step's name, or the technical word for what was to be done.</param>
public sealed record AttentionItem(AttentionKind Kind, string What, string Reason, NodaTime.Instant Since)
{
    public OperationId? Operation { get; init; }

    /// <summary>The incident's title, where there is one.</summary>
    public string? Incident { get; init; }

    public int? Attempts { get; init; }

    public bool Retryable { get; init; } = true;

    public bool Skippable { get; init; } = true;

    public string Key { get; init; } = "";

    /// <summary>Of a fault: its run and its number there.</summary>
    public (int Run, int Fault)? Fault { get; init; }

    internal static AttentionItem Of(Listed<FaultLine> fault, string step) =>
        new(AttentionKind.Step, step, fault.Line.Message, fault.Line.RaisedAt)
        {
            Operation = fault.Operation,
            Key = fault.Line.Key,
            Retryable = fault.Line.Retryable,
            Fault = (fault.Line.Run, NumberOf(fault.Line.Key)),
        };

    internal static AttentionItem Of(StuckRow row) =>
        new(KindOf(row.Kind), row.What, row.Reason, row.At)
        {
            Operation = row.Operation?.Operation,
            Key = row.Key,
            Attempts = row.Attempts,
            Skippable = row.Kind != StuckKind.Timer,
        };

    private static AttentionKind KindOf(StuckKind kind) => kind switch
    {
        StuckKind.Effect => AttentionKind.Effect,
        StuckKind.Request => AttentionKind.Request,
        _ => AttentionKind.Timer,
    };

    // The key of a fault's line is run and number: 1/4.
    private static int NumberOf(string key) =>
        int.Parse(key.AsSpan(key.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
}

/// <summary>What kind of thing can not go on.</summary>
public enum AttentionKind
{
    /// <summary>A step of a procedure.</summary>
    Step,

    /// <summary>Something to be done outside.</summary>
    Effect,

    /// <summary>A request from sensors or activities.</summary>
    Request,

    /// <summary>A time limit.</summary>
    Timer,
}
