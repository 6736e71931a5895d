using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Work;

/// <summary>Which step is meant, and the caller's own name for the request: sent again, it is done once.</summary>
/// <param name="Key">Unique in the city, for example the id of the page's form.</param>
public sealed record StepCall(OperationId Operation, WorkItemId Item, string Key)
{
    /// <summary>In which a form's fields are called in the answer; absent for their own names.</summary>
    public string? Language { get; init; }
}

/// <summary>Which incident is meant; <paramref name="Key"/> as with <see cref="StepCall"/>.</summary>
public sealed record IncidentCall(OperationId Operation, string Key);

/// <summary>Which fault is meant; <paramref name="Key"/> as with <see cref="StepCall"/>.</summary>
public sealed record FaultCall(OperationId Operation, int Run, int Fault, string Key)
{
    /// <summary>The sequence flow by which to go on past it, where there are several.</summary>
    public string? Flow { get; init; }
}

/// <summary>What a person reports by hand.</summary>
/// <param name="Version">The published procedure to start; absent to open the incident without one.</param>
public sealed record NewIncident(
    string Title, string Kind, IncidentSeverity Severity, Place Place, ProcedureVersionId? Version)
{
    /// <summary>One of the procedure's start messages; absent for its plain start.</summary>
    public string? Message { get; init; }

    /// <summary>Variables that the procedure starts with.</summary>
    public FeelContext Variables { get; init; } = FeelContext.Empty;
}

/// <summary>The request is durable, as entry <paramref name="Sequence"/> of the history.</summary>
public sealed record Recorded(OperationId Operation, long Sequence);

/// <summary>The present state does not allow it. </summary>
/// <param name="Reason">The engine's own word for it, for example <c>incident-not-open</c>.</param>
public sealed record NotPossible(string Reason, Sentence Text) : Refusal(Text);

/// <summary>The step is no longer open: somebody completed it, or the procedure moved on.</summary>
public sealed record AlreadyDone(Sentence Text) : Refusal(Text);

/// <summary>A colleague has said "mine".</summary>
public sealed record Taken(Sentence Text) : Refusal(Text);

/// <summary>The request could not be carried out at all; a person must look.</summary>
public sealed record Failed(Sentence Text) : Refusal(Text);
