using NodaTime;

namespace Samanvay.Runtime.Procedures.TryOut;

/// <summary>What an author wants to see: what begins the procedure, how people answer, and for how long.</summary>
/// <param name="Start">The key of a <see cref="TryOutStart"/>.</param>
public sealed record TryOutRequest(string Start)
{
    public static readonly Duration AcknowledgeAfter = Duration.FromMinutes(2);

    /// <summary>Absent for now. Promises that count on a calendar depend on it.</summary>
    public Instant? Begins { get; init; }

    public TryOutPeople People { get; init; } = TryOutPeople.Prompt;

    /// <summary>Who is silent when <see cref="TryOutPeople.OneSilent"/> is asked for.</summary>
    public string? SilentRole { get; init; }

    /// <summary>From the offer to the completion of a step.</summary>
    public Duration CompleteAfter { get; init; } = Duration.FromMinutes(8);

    /// <summary>How every question with yes or no is answered.</summary>
    public bool SaysYes { get; init; } = true;

    /// <summary>How long the situation lasts before it passes.</summary>
    public Duration Lasts { get; init; } = Duration.FromHours(6);

    public Duration Watch { get; init; } = Duration.FromDays(2);

    public string Language { get; init; } = "en";

    /// <summary>What the head of a role's agency is called; {0} is the role.</summary>
    public string HeadOf { get; init; } = "{0}";
}

/// <summary>How the people of a try-out answer.</summary>
public enum TryOutPeople
{
    /// <summary>Everybody takes a step after two minutes and does it.</summary>
    Prompt,

    /// <summary>Everybody but the holders of one role.</summary>
    OneSilent,

    /// <summary>Nobody answers at all: what do the ladders do?</summary>
    Silent,
}

/// <summary>One way in which the procedure can begin.</summary>
/// <param name="Key">For the form; stable as long as the diagram is.</param>
/// <param name="Name">What the start event is called, or the situation's rule.</param>
public sealed record TryOutStart(string Key, string Name)
{
    /// <summary>The level that the readings reach; absent when a person or a message begins it.</summary>
    public string? Level { get; init; }

    /// <summary>As people call the level.</summary>
    public string? LevelName { get; init; }

    public decimal? At { get; init; }

    public string? Unit { get; init; }

    internal string? Rule { get; init; }

    internal string? Message { get; init; }
}
