using System.Collections.Immutable;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <content>Functions: written ones, built-in ones, and calling them.</content>
internal sealed partial class Compilation
{
    private Compiled Function(FunctionNode node)
    {
        if (node.IsExternal) return Refused(node.Offset);
        var names = node.Parameters.Select(parameter => parameter.Name).ToImmutableArray();
        var body = Within(Scope(names), () => Expression(node.Body));
        var depth = node.Body.Depth + 2;
        return frame => new FeelFunction(node.Parameters, (evaluation, arguments) =>
        {
            evaluation.Enter(depth);
            var result = body(frame.Inside([.. arguments]));
            evaluation.Leave(depth);
            return result;
        });
    }

    private static Compiled Refused(int offset) => frame => frame.Evaluation.Nothing(
        WarningCodes.NotAllowed, "Functions from outside are not run here. Write the function in FEEL.", offset);

    private Compiled Call(CallNode node)
    {
        var arguments = node.Arguments.Select(argument => Expression(argument.Value)).ToImmutableArray();
        var names = node.Arguments.Any(argument => argument.Name is not null)
            ? node.Arguments.Select(argument => argument.Name!).ToImmutableArray()
            : default;
        if (node.Function is NameNode name && Local(name.Name) is null)
        {
            if (BuiltinTable.Find(name.Name) is { } builtin) return CallBuiltin(node.Offset, builtin, names, arguments);
            ReportUnknownFunction(name);
        }

        var function = node.Function is NameNode called
            ? Local(called.Name) ?? VariableFunction(called)
            : Expression(node.Function);
        return frame =>
        {
            var at = new Place(frame.Evaluation, node.Offset);
            frame.Evaluation.Step();
            return function(frame) is FeelFunction known
                ? Invocation.Call(at, known, names, Values(arguments, frame))
                : at.Nothing(WarningCodes.NotAFunction, "What is called here is not a function.");
        };
    }

    // A function among the variables goes before a built-in of its name; any other variable does not hide it:
    // "count(count)".
    private Compiled CallBuiltin(
        int offset, BuiltinFunction builtin, ImmutableArray<string> names, ImmutableArray<Compiled> arguments)
    {
        var items = ItemLevels();
        var own = Through(items, builtin.Name, frame => frame.Evaluation.Variables[builtin.Name]);
        return frame =>
        {
            var at = new Place(frame.Evaluation, offset);
            frame.Evaluation.Step();
            var values = Values(arguments, frame);
            return own(frame) is FeelFunction function
                ? Invocation.Call(at, function, names, values)
                : builtin.Call(at, names, values);
        };
    }

    private Compiled VariableFunction(NameNode node)
    {
        _freeNames.Add(node.Name);
        return Through(ItemLevels(), node.Name, frame => frame.Evaluation.Variables[node.Name]);
    }

    private static ImmutableArray<FeelValue> Values(ImmutableArray<Compiled> arguments, Frame frame)
    {
        var values = ImmutableArray.CreateBuilder<FeelValue>(arguments.Length);
        foreach (var argument in arguments) values.Add(argument(frame));
        return values.MoveToImmutable();
    }

    private void ReportUnknownFunction(NameNode node)
    {
        if (names is null || names.Variables.Contains(node.Name) || ItemLevels().Count > 0) return;
        var close = NameSuggestion.For(node.Name, BuiltinTable.Names.Concat(names.Variables));
        Sentence hint = close is null ? "Check the name." : $"Did you mean '{close}'?";
        Report(ProblemCodes.UnknownFunction, $"There is no function '{node.Name}'. {hint}", node.Offset);
    }
}
