namespace Samanvay.Engine.Incidents;

/// <summary>Names one operation in the whole city. Given by the shell; derived from the cause where one exists,
/// so that a cause delivered twice opens nothing twice.</summary>
public readonly record struct OperationId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
