using System.Buffers;
using System.Text.Json;
using Samanvay.Engine.Incidents;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Benchmarks.Engine;

/// <summary>What a caller asks: a step of one procedure, or to be told when it is over.</summary>
/// <param name="Content">What comes with the step, as JSON.</param>
internal readonly record struct Call(CallStep Step, OperationId Operation, ReadOnlyMemory<byte> Content)
{
    private const int Head = 1 + GuidSize;
    private const int GuidSize = 16;

    public byte[] Write()
    {
        var bytes = new byte[Head + Content.Length];
        bytes[0] = (byte)Step;
        Operation.Value.TryWriteBytes(bytes.AsSpan(1));
        Content.Span.CopyTo(bytes.AsSpan(Head));
        return bytes;
    }

    public static Call Read(ReadOnlySequence<byte> message)
    {
        var bytes = message.ToArray();
        return new Call(
            (CallStep)bytes[0], new OperationId(new Guid(bytes.AsSpan(1, GuidSize))), bytes.AsMemory(Head));
    }

    public FeelContext Fields()
    {
        using var document = JsonDocument.Parse(Content);
        return (FeelContext)FeelJson.ReadPlain(document.RootElement);
    }
}

internal enum CallStep : byte
{
    Start,
    CompleteFirst,
    CompleteSecond,
    End,

    /// <summary>Not part of a procedure: what the process has used so far.</summary>
    Count,

    /// <summary>Readings of a gateway, as they travel.</summary>
    Readings,

    /// <summary>What became of all readings so far.</summary>
    CountIntake,

    /// <summary>The same after what is no longer needed was given back.</summary>
    CountAtRest,
}
