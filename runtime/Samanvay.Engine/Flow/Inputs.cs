using System.Collections.Immutable;
using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Fills the data inputs of an activity when its work begins, and what a throwing event sends.</summary>
internal static class Inputs
{
    /// <summary>Says why not, where a value could not be had; then nothing is filled.</summary>
    public static Failure? Map(Turn turn, ExecutableNode node, ref Token token)
    {
        if (node is not ActivityNode { Inputs: { IsEmpty: false } inputs }) return null;
        if (Evaluate(turn, Site.Of(token), inputs, out var failure) is not { } data) return failure;
        turn.Record(new InputsMapped(turn.Now, token.Id, token.Element, data));
        token = turn.Instance.Tokens[token.Id];
        return null;
    }

    /// <summary>Later values see the earlier ones.</summary>
    public static FeelContext? Evaluate(
        Turn turn, Site site, ImmutableArray<NamedValue> values, out Failure? failure)
    {
        failure = null;
        var all = FeelContext.Empty;
        foreach (var (name, value) in values)
        {
            var evaluated = turn.Evaluate(site with { Data = all }, value);
            failure = evaluated.Failure;
            if (failure is not null) return null;
            all = all.With(name, evaluated.Value!);
        }

        return all;
    }
}
