using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>The one mutable object of a ladder's move: born in it, dead when it returns.</summary>
internal sealed class LadderTurn(LadderRun run, LadderContext context, Instant at)
{
    private static readonly Duration Punctual = Duration.FromMinutes(1);

    private readonly ImmutableArray<ServiceLevelFact>.Builder _facts = ImmutableArray.CreateBuilder<ServiceLevelFact>();

    public LadderRun Run { get; private set; } = run;

    public LadderContext Context => context;

    public Instant At => at;

    public void Record(ServiceLevelFact fact)
    {
        Run = LadderFold.Apply(Run, fact);
        _facts.Add(fact);
    }

    public LadderMoved Done() => new(Run, _facts.ToImmutable());

    public Instant? Due(LadderLevel level) =>
        level.Fire is AtBreach or AfterBreach && !context.Clock.Breached
            ? null
            : LadderSchedule.Due(Run, level, context.Clock, context.Calendars);

    public void Fire(LadderLevel level, LevelOccasion occasion, Instant dueAt, ImmutableArray<int> skipped)
    {
        var targets = context.Resolve(level);
        if (targets.Unreachable is { } reason)
        {
            Record(new LevelUnreachable(Run.Clock, at, level.Number, reason));
            if (occasion != LevelOccasion.Event) Advance(skipped);
            return;
        }

        var isLate = skipped.Length > 0 || at - dueAt > Punctual;
        var repeat = Run.Fires.GetValueOrDefault(level.Number);
        var channels = level.Channels.IsEmpty ? [Notice.DefaultChannel] : level.Channels;
        Record(new LevelFired(Run.Clock, at, context.Clock.Generation, level.Number, repeat)
        {
            DueAt = dueAt, Actions = level.Actions, Occasion = occasion, Late = isLate, Skipped = skipped,
            People = targets.People, NotBefore = isLate ? at + LadderEngine.CatchUpSpacing : null,
            Notices = [.. from person in targets.People
                          from channel in channels
                          let key = Notice.KeyFor(context.Clock, level.Number, repeat, person, channel)
                          select new Notice(person, channel, key)],
        });
        if (occasion != LevelOccasion.Event) NoteTop();
    }

    /// <summary>Goes on to the next level without waiting for its time.</summary>
    public void Advance(ImmutableArray<int> skipped = default)
    {
        if (Run.Ladder.TimedAbove(Run.Level).FirstOrDefault() is { } next)
            Fire(next, LevelOccasion.Advanced, at, skipped.IsDefault ? [] : skipped);
        else
            NoteTop();
    }

    public void StandDown(IEnumerable<Told> told, string reason, bool ends)
    {
        ImmutableArray<string> people = [.. told.Select(known => known.Person)];
        if (people.Length > 0) Record(new StoodDown(Run.Clock, at, people, reason, ends));
    }

    private void NoteTop()
    {
        if (!Run.Exhausted && LadderSchedule.IsAtTop(Run) && Run.Loops >= Run.Ladder.LoopMax)
            Record(new LadderExhausted(Run.Clock, at));
    }
}
