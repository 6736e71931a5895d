namespace Samanvay.Bpmn.Xml;

/// <summary>How much of a file from outside is looked at. A larger one is refused before anything is built from
/// it.</summary>
public sealed record BpmnReadLimits
{
    public static readonly BpmnReadLimits Default = new();

    /// <summary>Characters of a text, bytes of a stream.</summary>
    public int SizeMax { get; init; } = 8 * 1024 * 1024;
    public int DepthMax { get; init; } = 64;
    public int ElementCountMax { get; init; } = 20_000;
}
