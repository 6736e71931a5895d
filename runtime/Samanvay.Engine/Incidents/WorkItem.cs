using NodaTime;

namespace Samanvay.Engine.Incidents;

/// <summary>An agency's open step: offered to the holders of a role, acknowledged by one of them, completed.</summary>
public sealed record WorkItem
{
    public required WorkItemId Id { get; init; }

    public required InstanceId Run { get; init; }

    /// <summary>The token that waits at the step.</summary>
    public required TokenId Token { get; init; }

    public required string ElementId { get; init; }

    /// <summary>The abstract role of the procedure; the directory says who holds it in this city.</summary>
    public required string Role { get; init; }

    public required WorkItemState State { get; init; }

    public required Instant OfferedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public Instant? AcknowledgedAt { get; init; }

    /// <summary>
    /// What the step is about when several of its kind are open: the element of a multi-instance, in words.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>The last reason somebody gave for declining it or being unable to do it.</summary>
    public string? Trouble { get; init; }

    /// <summary>How often a ladder gave it to another role; guarded against going round and round.</summary>
    public int Reassignments { get; init; }
}

public enum WorkItemState
{
    /// <summary>Nobody has said "mine" yet.</summary>
    Offered,

    /// <summary>A person has said "mine" and answers for it.</summary>
    Acknowledged,

    /// <summary>The person who answers for it says that it can not be done; a supervisor must act.</summary>
    Unable,
}
