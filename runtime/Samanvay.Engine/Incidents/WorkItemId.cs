namespace Samanvay.Engine.Incidents;

/// <summary>
/// Counts work items within their operation, from 1; never used twice, so a late answer can not reach a newer item.
/// </summary>
public readonly record struct WorkItemId(int Value) : IId<WorkItemId>
{
    public static WorkItemId From(int value) => new(value);

    public int CompareTo(WorkItemId other) => Value.CompareTo(other.Value);

    public override string ToString() => $"work item {Value}";
}
