using NodaTime;

namespace Samanvay.Engine.Situations.Windows;

/// <summary>What panes come to together, while they are added one after the other.</summary>
/// <param name="hasSpread">Also how far they lie apart, which costs more than all the rest.</param>
internal struct PaneTotal(bool hasSpread)
{
    public int Count { get; private set; }

    public Instant FirstAt { get; private set; }

    public Instant LastAt { get; private set; }

    public decimal First { get; private set; }

    public decimal Last { get; private set; }

    public decimal Min { get; private set; }

    public decimal Max { get; private set; }

    public decimal Sum { get; private set; }

    public double Spread { get; private set; }

    public readonly decimal Mean => Sum / Count;

    public readonly Pane Whole => Pane.Of(
        FirstAt, First, new PaneRest(LastAt, Count) { Last = Last, Min = Min, Max = Max, Sum = Sum, Spread = Spread });

    public void Add(Pane pane)
    {
        if (Count == 0)
        {
            (FirstAt, LastAt, Count, Spread) = (pane.FirstAt, pane.LastAt, pane.Count, pane.Spread);
            (First, Last, Min, Max, Sum) = (pane.First, pane.Last, pane.Min, pane.Max, pane.Sum);
            return;
        }

        if (hasSpread) Spread = Spread + pane.Spread + Between(pane);
        // Of two values at one instant the smaller was first.
        if ((pane.FirstAt, pane.First).CompareTo((FirstAt, First)) < 0) (FirstAt, First) = (pane.FirstAt, pane.First);
        if ((pane.LastAt, pane.Last).CompareTo((LastAt, Last)) > 0) (LastAt, Last) = (pane.LastAt, pane.Last);
        (Min, Max) = (Math.Min(Min, pane.Min), Math.Max(Max, pane.Max));
        (Sum, Count) = (Sum + pane.Sum, Count + pane.Count);
    }

    private readonly double Between(Pane other)
    {
        var apart = (double)(Mean - other.Mean);
        return apart * apart * ((double)Count * other.Count / (Count + other.Count));
    }
}
