namespace Samanvay.Engine.Incidents;

/// <summary>Names one operation. The shell gives it; the engine never makes one.</summary>
public readonly record struct OperationId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
