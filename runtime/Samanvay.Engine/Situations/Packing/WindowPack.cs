using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations.Packing;

/// <summary>The packed form of a window.</summary>
internal static class WindowPack
{
    public static void Write(PackWriter to, SensorWindow window)
    {
        to.Put(window.Input);
        to.Put(window.Sensor);
        to.Put(window.Head is not null);
        if (window.Head is { } head) Write(to, head);
        StatePack.Write(to, window.Panes, Write);
    }

    public static SensorWindow Read(ref PackReader from)
    {
        var (input, sensor) = (from.Name(), from.Name()!);
        return new SensorWindow(input, sensor)
        {
            Head = from.Take<bool>() ? ReadPane(ref from) : null, Panes = StatePack.Take(ref from, ReadPane),
        };
    }

    // One reading says everything of its pane.
    private static void Write(PackWriter to, Pane pane)
    {
        to.Put(pane.Count);
        to.Put((Moment)pane.FirstAt);
        to.Put(pane.First);
        if (pane.Count == 1) return;
        to.Put((Moment)pane.LastAt);
        to.Put((pane.Last, pane.Min, pane.Max, pane.Sum));
        to.Put(pane.Spread);
    }

    private static Pane ReadPane(ref PackReader from)
    {
        var (count, firstAt, first) = (from.Take<int>(), from.Take<Moment>().At, from.Take<decimal>());
        if (count == 1) return Pane.Of(firstAt, first);
        var lastAt = from.Take<Moment>().At;
        var (last, min, max, sum) = from.Take<(decimal, decimal, decimal, decimal)>();
        return Pane.Of(firstAt, first, new PaneRest(lastAt, count)
        {
            Last = last, Min = min, Max = max, Sum = sum, Spread = from.Take<double>(),
        });
    }
}
