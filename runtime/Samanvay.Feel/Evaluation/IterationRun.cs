using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>What one name goes through; <paramref name="Until"/> makes it a range.</summary>
internal sealed record CompiledIteration(Compiled Domain, Compiled? Until, int Offset);

internal enum IterationEnd { Complete, Stopped, Invalid }

/// <summary>Goes through every combination of several names, the last one fastest.</summary>
internal sealed class IterationRun(ImmutableArray<CompiledIteration> iterations, Func<Frame, bool> visit)
{
    public IterationEnd Start(Frame frame) => Level(0, frame);

    private IterationEnd Level(int level, Frame frame)
    {
        frame.Evaluation.Step();
        if (level == iterations.Length) return visit(frame) ? IterationEnd.Complete : IterationEnd.Stopped;
        if (Items(iterations[level], frame) is not { } items) return IterationEnd.Invalid;
        foreach (var item in items)
        {
            var end = Level(level + 1, frame.Inside(item));
            if (end != IterationEnd.Complete) return end;
        }

        return IterationEnd.Complete;
    }

    private static IEnumerable<FeelValue>? Items(CompiledIteration iteration, Frame frame)
    {
        var at = new Place(frame.Evaluation, iteration.Offset);
        var domain = iteration.Domain(frame);
        if (iteration.Until is { } until) return Sequence(at, domain, until(frame), 0, 0);
        switch (domain)
        {
            case FeelList list: return list.Items;
            case FeelRange range: return Sequence(
                at, range.Start, range.End, range.StartIncluded ? 0 : 1, range.EndIncluded ? 0 : 1);
            case FeelNull:
                at.Nothing(WarningCodes.WrongType, "There is nothing to go through: the list is missing.");
                return null;
            default: return [domain];
        }
    }

    private static IEnumerable<FeelValue>? Sequence(
        Place at, FeelValue start, FeelValue end, int skipFirst, int skipLast)
    {
        if (Ordinal(start) is not { } first || Ordinal(end) is not { } last || start.GetType() != end.GetType())
        {
            at.Nothing(
                WarningCodes.WrongType,
                $"From a {start.TypeName} to a {end.TypeName} there are no steps. Use whole numbers or dates.");
            return null;
        }

        var step = first <= last ? 1 : -1;
        return Count(start is FeelDate, first + skipFirst * step, last - skipLast * step, step);
    }

    private static IEnumerable<FeelValue> Count(bool isDate, long first, long last, int step)
    {
        for (var value = first; step > 0 ? value <= last : value >= last; value += step)
            yield return isDate ? FeelDate.OfEpochDay(value)! : FeelNumber.Of(value);
    }

    private static long? Ordinal(FeelValue value) => value switch
    {
        FeelNumber number when number.ToInt64() is { } whole && Math.Abs(whole) < 1L << 62 => whole,
        FeelDate date => date.EpochDay,
        _ => null,
    };
}
