using Samanvay.Feel;

namespace Samanvay.Engine.Migration;

/// <summary>What an instance has at an element; it can go on only where the element does.</summary>
/// <param name="What">In words, for example "an open step".</param>
public sealed record Standing(string Element, Sentence What)
{
    /// <summary>Everything that must find its element again. Events that wait at an edge, behind a gateway or beside a
    /// scope are not among it: they may end.</summary>
    public static IEnumerable<Standing> In(ProcessInstance instance)
    {
        var faulted = instance.Faults.Values.Select(fault => fault.Token).ToHashSet();
        foreach (var token in instance.Tokens.Values)
            yield return new(token.Element, faulted.Contains(token.Id) ? "a fault" : WordsFor(token.State));
        foreach (var scope in instance.Scopes.Values)
        {
            if (scope.Kind != ScopeKind.Process) yield return new(scope.Element, "a part that runs");
            foreach (var gateway in scope.Activated ?? [])
                yield return new(gateway.Element, "a gateway that waits to be reset");
            foreach (var done in Inside(scope.Completed)) yield return new(done.Element, "work that can be taken back");
        }
    }

    private static IEnumerable<Compensable> Inside(IEnumerable<Compensable>? kept) =>
        (kept ?? []).SelectMany(each => Inside(each.Inside).Prepend(each));

    private static Sentence WordsFor(TokenState state) => state switch
    {
        TokenState.Offered => "an open step",
        TokenState.Requested => "an activity at work",
        TokenState.Called => "a called procedure",
        TokenState.Gathering => "a token that waits for others",
        _ => "a token that waits",
    };
}
