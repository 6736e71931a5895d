using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>Where in the text an operation stands, so that it can say why it gives nothing.</summary>
internal readonly record struct Place(FeelEvaluation Evaluation, int? Offset)
{
    public FeelValue Nothing(string code, string message) => Evaluation.Nothing(code, message, Offset);

    public FeelValue Nothing(string code, ShownText message) => Evaluation.Nothing(code, message, Offset);
}
