using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>Which scope a variable belongs to, and how results get into variables.</summary>
internal static class Variables
{
    /// <summary>Changes a variable where it is; a new one belongs to the nearest scope of its own.</summary>
    public static void Write(Turn turn, ScopeId from, string name, FeelValue value)
    {
        var home = Home(turn.Instance, from, name);
        turn.Record(new VariablesSet(turn.Now, home, FeelContext.Of((name, value))));
    }

    /// <summary>Puts what a step returned where its author said. All of it is tried, also past a failure.</summary>
    public static Failure? Map(Turn turn, Site site, ResultMapping mapping, FeelValue returned)
    {
        if (mapping.Variable is { } variable) Write(turn, site.Scope, variable, returned);
        Failure? failure = null;
        var fields = Fields(mapping, returned);
        foreach (var (name, value) in mapping.Values)
        {
            var evaluated = turn.Evaluate(site, value, fields);
            if (evaluated.Value is { } result) Write(turn, site.Scope, name, result);
            else failure ??= evaluated.Failure;
        }

        return failure;
    }

    /// <summary>Hands values of an ending scope on to the one around it.</summary>
    public static Failure? MapOut(Turn turn, Site site, ResultMapping mapping, ScopeId outer)
    {
        if (mapping.Values.IsEmpty) return null;
        if (Inputs.Evaluate(turn, site, mapping.Values, out var failure) is not { } values) return failure;
        foreach (var name in values.Names) Write(turn, outer, name, values[name]);
        return null;
    }

    private static FeelContext? Fields(ResultMapping mapping, FeelValue returned)
    {
        var fields = returned as FeelContext;
        if (mapping.Output is not { } output || fields?.TryGet(output, out _) == true) return fields;
        return (fields ?? FeelContext.Empty).With(output, returned);
    }

    public static Rejection? SetByHand(Turn turn, SetVariables command)
    {
        var scope = command.Scope ?? Scopes.Root(turn.Instance).Id;
        if (!turn.Instance.Scopes.ContainsKey(scope)) return new ScopeNotFound(scope);
        turn.Record(new VariablesSet(turn.Now, scope, command.Variables));
        return null;
    }

    // An embedded sub-process shares the data of what it is in, except its data objects (BPMN 2.0.2, 10.4.1: a data
    // object lives as long as its sub-process). Iterations and event sub-processes may run side by side, so each keeps
    // its own.
    private static ScopeId Home(ProcessInstance instance, ScopeId from, string name)
    {
        ScopeId? home = null;
        for (var scope = instance.Scopes[from]; ; scope = instance.Scopes[scope.Parent.Value])
        {
            if (scope.Variables.TryGet(name, out _)) return scope.Id;
            if (scope.Kind is ScopeKind.Process or ScopeKind.Iteration or ScopeKind.EventSubProcess) home ??= scope.Id;
            if (scope.Parent is null) return home!.Value;
        }
    }
}
