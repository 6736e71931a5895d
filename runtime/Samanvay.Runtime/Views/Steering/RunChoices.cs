using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Runtime.Views.Steering;

/// <summary>Who holds a procedure, since when and why.</summary>
/// <param name="Kept">How much has come in the meantime and counts when it goes on.</param>
public sealed record HoldView(Instant Since, string ByName, string Reason, int Kept)
{
    /// <summary>How much came after as much was kept as can be: it takes no effect.</summary>
    public int TurnedAway { get; init; }
}

/// <summary>What can be done with a running procedure where it does not fit as drawn.</summary>
public sealed record RunChoices
{
    public static readonly RunChoices None = new() { Places = [], Repeatable = [], Stages = [] };

    /// <summary>Where the procedure is and may be taken on by hand.</summary>
    public required ImmutableArray<OpenPlace> Places { get; init; }

    /// <summary>Steps that can be done once more: those that were done before come first.</summary>
    public required ImmutableArray<RepeatableStep> Repeatable { get; init; }

    /// <summary>Stages whose people choose the steps.</summary>
    public required ImmutableArray<StageChoice> Stages { get; init; }
}

/// <summary>A place where the procedure stands.</summary>
/// <param name="Token">Its number; acts ask for it.</param>
/// <param name="Name">Its id, where it has no name.</param>
public sealed record OpenPlace(int Token, string ElementId, string Name)
{
    /// <summary>As with <see cref="ElementChoice"/>.</summary>
    public string Kind { get; init; } = "step";

    /// <summary>The open step of a person that it is; absent for what waits for anything else.</summary>
    public int? Item { get; init; }

    /// <summary>What it is about when several of its kind are open.</summary>
    public string? Subject { get; init; }

    /// <summary>It is done once more, beside the flow.</summary>
    public bool IsAside { get; init; }

    public bool Faulty { get; init; }

    public bool CanSkip { get; init; }

    /// <summary>Where the procedure can go on instead.</summary>
    public ImmutableArray<ElementChoice> Targets { get; init; } = [];

    /// <summary>The ways out, where there are several.</summary>
    public ImmutableArray<ElementChoice> Ways { get; init; } = [];
}

/// <param name="Id">Of an element or, for a way out, of a sequence flow.</param>
/// <param name="Name">Absent for an element that has none.</param>
/// <param name="Kind">A word for what it is: step, stage, decision, event or end.</param>
public sealed record ElementChoice(string Id, string? Name, string Kind);

/// <param name="Scope">The part of the procedure that it lies in.</param>
/// <param name="Done">How often it was done here.</param>
public sealed record RepeatableStep(int Scope, string ElementId, string Name, int Done);

public sealed record StageChoice(int Scope, string Name, ImmutableArray<ElementChoice> Steps);
