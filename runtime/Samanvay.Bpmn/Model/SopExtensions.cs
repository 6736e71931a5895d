using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>What our namespace <c>urn:samanvay:sop:1</c> says about one element. Absent things are empty or
/// null.</summary>
public sealed record SopExtensions
{
    public static readonly SopExtensions None = new();

    public ImmutableArray<SopServiceLevel> ServiceLevels { get; init; } = [];
    public ImmutableArray<SopLadder> Ladders { get; init; } = [];
    public ImmutableArray<SopTrigger> Triggers { get; init; } = [];
    public SopActivity? Activity { get; init; }
    public SopForm? Form { get; init; }
    public SopDecision? Decision { get; init; }
    public ImmutableArray<SopText> Texts { get; init; } = [];
    public ImmutableArray<SopParameter> Parameters { get; init; } = [];
    public ImmutableArray<SopSignal> Signals { get; init; } = [];
    public ImmutableArray<SopVariable> Variables { get; init; } = [];

    /// <summary>What a call activity hands to the procedure it calls, or a throwing step puts in its message.</summary>
    public ImmutableArray<SopInput> Inputs { get; init; } = [];

    /// <summary>What a call activity takes over from the procedure it called.</summary>
    public ImmutableArray<SopOutput> Outputs { get; init; } = [];
    /// <summary>On an element that waits for a message: the key that the message must carry.</summary>
    public SopValue? Correlation { get; init; }

    public SopCloseWhen? CloseWhen { get; init; }

    public string? TextFor(string language, SopTextUse use = SopTextUse.Name) =>
        Texts.FirstOrDefault(text => text.Lang == language && text.For == use)?.Text;
}

/// <summary>An attribute or body in our namespace: FEEL after a leading <c>=</c>, otherwise text.</summary>
public readonly record struct SopValue(string Raw)
{
    public bool IsExpression => Raw is ['=', ..];

    /// <summary>The FEEL text without its <c>=</c>, or the plain text.</summary>
    public string Body => IsExpression ? Raw[1..].Trim() : Raw;

    public override string ToString() => Raw;
}
