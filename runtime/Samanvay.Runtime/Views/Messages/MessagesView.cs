using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Views.Messages;

/// <summary>What a person was told, the latest first.</summary>
public sealed record MessagesView(ImmutableArray<MessageView> Messages, int Unread);

/// <summary>One message.</summary>
/// <param name="Kind">The kind of the platform's own announcements, in kebab-case; absent for what a procedure
/// tells.</param>
/// <param name="Subject">As it was sent; a screen says the kind in the reader's language.</param>
public sealed record MessageView(long Id, Instant At, string? Kind, string Subject)
{
    /// <summary>Of what a procedure tells.</summary>
    public string Body { get; init; } = "";

    public OperationId? Operation { get; init; }

    public string? IncidentTitle { get; init; }

    public IncidentSeverity? Severity { get; init; }

    /// <summary>The step that the message is about.</summary>
    public int? Item { get; init; }

    public string? StepName { get; init; }

    /// <summary>There is still something to be done with the step.</summary>
    public bool ItemOpen { get; init; }

    /// <summary>The procedure was held when it was said.</summary>
    public bool Held { get; init; }

    public Instant? ReadAt { get; init; }
}
