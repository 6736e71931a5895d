using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>
/// <c>sort</c>: a stable merge sort, because an author's order need not be consistent and must still end.
/// </summary>
internal static class ListSorting
{
    public static FeelValue Sort(BuiltinCall call)
    {
        var precedes = call.Has(1) ? (FeelFunction)call[1] : null;
        if (precedes is { Parameters.Length: not 2 }) return call.Nothing("the order must compare two values.");
        var items = call.List(0).ToArray();
        call.Evaluation.Items(items.Length);
        var comparable = true;
        Merge(items, new FeelValue[items.Length], 0, items.Length);
        return comparable ? new FeelList([.. items]) : call.Nothing("the items can not be put in an order.");

        void Merge(FeelValue[] array, FeelValue[] buffer, int start, int end)
        {
            if (end - start < 2) return;
            var middle = (start + end) / 2;
            Merge(array, buffer, start, middle);
            Merge(array, buffer, middle, end);
            array.AsSpan(start, end - start).CopyTo(buffer.AsSpan(start));
            var (left, right) = (start, middle);
            for (var target = start; target < end; target++)
            {
                var takeRight = left == middle || right < end && Precedes(buffer[right], buffer[left]);
                array[target] = takeRight ? buffer[right++] : buffer[left++];
            }
        }

        bool Precedes(FeelValue later, FeelValue earlier)
        {
            call.Evaluation.Step();
            if (precedes is not null && Invocation.Call(call.At, precedes, later, earlier) is FeelBoolean answer)
                return answer.Value;
            if (precedes is null && call.Evaluation.Compare(later, earlier) is { } order) return order < 0;
            comparable = false;
            return false;
        }
    }
}
