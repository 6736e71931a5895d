using System.Globalization;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Commands;

namespace Samanvay.LongRuns.Walks;

/// <summary>What a run has walked so far.</summary>
internal sealed record WalkTotals
{
    private int _procedures;
    private int _commands;
    private int _accepted;
    private int _runs;
    private int _ended;
    private int _moved;
    private int _moves;
    private int _kept;
    private int _refused;

    public WalkTotals With(WalkGroup group)
    {
        var walks = group.Walks.ToList();
        var runs = walks.SelectMany(walk => walk.Operation.Runs.Values).ToList();
        return this with
        {
            _procedures = _procedures + walks.Count,
            _commands = _commands + walks.Sum(walk => walk.Steps.Count),
            _accepted = _accepted + walks.Sum(walk => walk.Steps.Count(step => step.Answer is CommandAccepted)),
            _runs = _runs + runs.Count,
            _ended = _ended + runs.Count(run => run.Instance.HasEnded),
            _moved = _moved + Moves(walks).Count(step => step.Answer is CommandAccepted),
            _moves = _moves + Moves(walks).Count(),
            _kept = _kept + group.Edits.Kept,
            _refused = _refused + group.Edits.Refused,
        };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_procedures} procedures ({_kept} edits in them, {_refused} refused), {_commands} commands "
        + $"({_accepted} accepted), {_runs} runs ({_ended} ended), "
        + $"{_moves} moves to other versions ({_moved} accepted)");

    private static IEnumerable<WalkStep> Moves(List<OperationWalk> walks) =>
        walks.SelectMany(walk => walk.Steps).Where(step => step.Command is MigrateRun);
}
