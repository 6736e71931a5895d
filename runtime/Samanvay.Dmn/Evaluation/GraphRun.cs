using System.Diagnostics;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Evaluation;

/// <summary>One evaluation of a graph: each element at most once, and only what is asked for.</summary>
internal sealed class GraphRun(FeelEvaluation evaluation, FeelContext inputs)
{
    private readonly Dictionary<CompiledElement, FeelValue> _values = [];

    public FeelValue ValueOf(CompiledElement element)
    {
        if (_values.TryGetValue(element, out var known)) return known;
        return _values[element] = element switch
        {
            CompiledInputData input => Input(input),
            CompiledLogic { IsFunction: true } function => Function(function),
            CompiledLogic decision => Decision(decision),
            CompiledService service => Service(service),
            _ => throw new UnreachableException($"No value of {element.GetType().Name}."),
        };
    }

    private FeelValue Input(CompiledInputData input) => inputs.TryGet(input.Name, out var given)
        ? TypeConversion.To(new(evaluation, null), given, input.Type)
        : evaluation.Nothing(ProblemCodes.MissingInput, $"The input '{input.Name}' was not given.");

    private FeelValue Decision(CompiledLogic decision)
    {
        evaluation.Enter(decision.Depth);
        var slots = new FeelValue[decision.Requirements.Length];
        for (var index = 0; index < slots.Length; index++) slots[index] = Required(decision.Requirements[index]);
        var value = decision.Body(new Frame(evaluation, null, slots));
        evaluation.Leave(decision.Depth);
        return TypeConversion.To(new(evaluation, null), value, decision.Type);
    }

    // A function exists before what it uses is known, so that functions can call themselves and each other.
    private FeelValue Function(CompiledLogic function)
    {
        var slots = new FeelValue[function.Requirements.Length];
        var value = function.Body(new Frame(evaluation, null, slots));
        // Before DMN 1.3 the variable of a knowledge model had the type of what it gives; that is no type of functions.
        if (function.Type is FeelType.FunctionType type) value = TypeConversion.To(new(evaluation, null), value, type);
        _values[function] = value;
        for (var index = 0; index < slots.Length; index++) slots[index] = Required(function.Requirements[index]);
        return value;
    }

    private static FeelFunction Service(CompiledService service) => new(
        [.. service.Parameters.Select(parameter => new FeelParameter(parameter.Name, parameter.Type))],
        (running, arguments) =>
        {
            var run = new GraphRun(running, FeelContext.Empty);
            for (var index = 0; index < arguments.Length; index++)
                run._values[service.Parameters[index]] = arguments[index];
            return run.Outputs(service);
        });

    /// <summary>
    /// A service that is asked from outside: the variables stand for its inputs and its input decisions.
    /// </summary>
    public FeelValue Asked(CompiledService service)
    {
        foreach (var parameter in service.Parameters)
        {
            if (inputs.TryGet(parameter.Name, out var given))
                _values[parameter] = TypeConversion.To(new(evaluation, null), given, parameter.Type);
        }

        return Outputs(service);
    }

    // One output decision is its value; several are a context of their names.
    private FeelValue Outputs(CompiledService service)
    {
        evaluation.Enter(1);
        var value = service.Outputs.Length == 1
            ? ValueOf(service.Outputs[0])
            : FeelContext.Of(service.Outputs.Select(output => KeyValuePair.Create(output.Name, ValueOf(output))));
        evaluation.Leave(1);
        return TypeConversion.To(
            new(evaluation, null), value,
            service.Type is FeelType.FunctionType function ? function.Result : service.Type);
    }

    /// <summary>The variables also stand for decisions, which are then not asked, and for a function's parameters.
    /// </summary>
    public FeelValue ValueWithGiven(CompiledElement element)
    {
        Give(element, []);
        var value = ValueOf(element);
        if (element is not CompiledLogic { IsFunction: true } || value is not FeelFunction function) return value;
        var arguments = function.ParameterNames.Select(name => inputs[name]);
        return Invocation.Call(new(evaluation, null), function, [.. arguments]);
    }

    private void Give(CompiledElement element, HashSet<CompiledElement> seen)
    {
        if (element is not CompiledLogic logic || !seen.Add(element)) return;
        foreach (var required in logic.Requirements.Select(requirement => requirement.Element).OfType<CompiledLogic>())
        {
            if (!required.IsFunction && inputs.TryGet(required.Name, out var given))
                _values[required] = TypeConversion.To(new(evaluation, null), given, required.Type);
            else Give(required, seen);
        }
    }

    private FeelValue Required(Requirement requirement) => requirement.Element is { } element
        ? ValueOf(element)
        : FeelContext.Of(
            requirement.Imported.Select(imported => KeyValuePair.Create(imported.Name, ValueOf(imported))));
}
