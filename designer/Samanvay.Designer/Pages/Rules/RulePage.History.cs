using System.Collections.Immutable;
using Samanvay.Runtime.Situations;

namespace Samanvay.Designer.Pages.Rules;

public sealed partial class RulePage
{
    private const int StepsKept = 200;

    private ImmutableList<RuleFile> _past = [];
    private ImmutableList<RuleFile> _future = [];
    private bool _isUnderHand;

    // A line that is dragged is one step, from where the hand took it to where it let go.
    private void Keep(RuleFile before, bool isHeld)
    {
        if (!_isUnderHand)
        {
            _past = _past.Add(before);
            if (_past.Count > StepsKept) _past = _past.RemoveAt(0);
            _future = [];
        }

        _isUnderHand = isHeld;
    }

    private Task UndoAsync()
    {
        if (_work is not { } work || _past.IsEmpty) return Task.CompletedTask;
        var before = _past[^1];
        (_past, _future) = (_past.RemoveAt(_past.Count - 1), _future.Add(work.File));
        return ShowAsync(before, false);
    }

    private Task RedoAsync()
    {
        if (_work is not { } work || _future.IsEmpty) return Task.CompletedTask;
        var next = _future[^1];
        (_past, _future) = (_past.Add(work.File), _future.RemoveAt(_future.Count - 1));
        return ShowAsync(next, false);
    }

    private Task UndoAllAsync() => _work is { } work ? ChangeAsync(work.Bench.File, false) : Task.CompletedTask;
}
