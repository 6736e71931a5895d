using Samanvay.Engine.Flow;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Migration;

/// <summary>Variables that the new version counts on and that the instance has never had. What it has keeps its
/// value.</summary>
internal static class NewVariables
{
    public static void Add(Turn turn, FeelContext added)
    {
        foreach (var scope in turn.Instance.Scopes.Values)
        {
            if (!HoldsBody(scope.Kind)) continue;
            var given = scope.Kind == ScopeKind.Process
                ? turn.Process.ParameterDefaults.Merge(added) : FeelContext.Empty;
            var missing = Missing(Scopes.Initial(turn.Process.BodyOf(scope.Element), given), scope.Variables);
            if (!missing.Names.Any()) continue;
            turn.Record(new VariablesSet(turn.Now, scope.Id, missing));
        }
    }

    private static bool HoldsBody(ScopeKind kind) =>
        kind is ScopeKind.Process or ScopeKind.SubProcess or ScopeKind.EventSubProcess or ScopeKind.AdHoc;

    private static FeelContext Missing(FeelContext wanted, FeelContext there) =>
        wanted.Names.Where(name => !there.TryGet(name, out _))
            .Aggregate(FeelContext.Empty, (missing, name) => missing.With(name, wanted[name]));
}
