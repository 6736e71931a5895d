using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>What one instant says of one level.</summary>
internal readonly record struct LevelSight(SituationLevel Level, decimal Value)
{
    /// <summary>The level's own condition; none when nobody can say.</summary>
    public bool? When { get; init; }

    /// <summary>What must have been before has been.</summary>
    public bool MayBegin { get; init; }

    /// <summary>The rule's own signal was read, and not only an input.</summary>
    public bool IsRead { get; init; }

    public LevelHold Next(SituationRule rule, LevelHold hold, Instant at)
    {
        if (!rule.Reaches(Level, Value) || When != true)
        {
            var isLeft = rule.Leaves(Level, Value) || When == false;
            var below = isLeft ? hold.BelowSince ?? at : (Instant?)null;
            // Mostly nothing has changed, and then nothing new is made.
            return hold is { AboveSince: null, AboveReadings: 0 } && hold.BelowSince == below
                ? hold
                : hold with { AboveSince = null, AboveReadings = 0, BelowSince = below };
        }

        if (hold.AboveSince is null && !MayBegin) return new LevelHold(hold.Level);
        return hold with
        {
            AboveSince = hold.AboveSince ?? at,
            AboveReadings = IsRead ? hold.AboveReadings + 1 : Math.Max(hold.AboveReadings, 1), BelowSince = null,
        };
    }
}
