using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>A compiled part: gives its value in a frame.</summary>
internal delegate FeelValue Compiled(Frame frame);

/// <summary>A compiled test: true, false or null for an input.</summary>
internal delegate FeelValue CompiledTest(FeelValue input, Frame frame);

/// <summary>The values of one level of names. Levels are chained as the scopes were when compiling.</summary>
internal sealed class Frame(FeelEvaluation evaluation, Frame? parent = null, params FeelValue[] slots)
{
    public FeelEvaluation Evaluation { get; } = evaluation;

    public FeelValue[] Slots { get; } = slots;

    public Frame Inside(params FeelValue[] slots) => new(Evaluation, this, slots);

    public Frame Up(int levels)
    {
        var frame = this;
        for (var level = 0; level < levels; level++) frame = frame.Parent!;
        return frame;
    }

    private Frame? Parent { get; } = parent;
}
