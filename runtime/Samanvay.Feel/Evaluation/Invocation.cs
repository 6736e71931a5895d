using System.Collections.Immutable;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Evaluation;

/// <summary>DMN 1.5, 10.3.2.13: calls a function value, with arguments by position or by name.</summary>
internal static class Invocation
{
    public static FeelValue Call(
        Place at, FeelFunction function, ImmutableArray<string> names, ImmutableArray<FeelValue> given)
    {
        if (Ordered(function, names, given) is not { } arguments)
        {
            var expected = string.Join(", ", function.ParameterNames);
            return at.Nothing(WarningCodes.WrongArguments, $"The function was not given what it needs: ({expected}).");
        }

        for (var index = 0; index < arguments.Length; index++)
        {
            var parameter = function.Parameters[index];
            if (TypeConversion.Convert(at, arguments[index], parameter.Type) is not { } converted)
            {
                return at.Nothing(
                    WarningCodes.WrongArguments,
                    $"'{parameter.Name}' must be a {parameter.Type.Name}, but is a {arguments[index].TypeName}.");
            }

            arguments[index] = converted;
        }

        return TypeConversion.To(at, function.Call(at.Evaluation, [.. arguments]), function.Result);
    }

    /// <summary>Calls a function that was handed over, such as the order of <c>sort</c>.</summary>
    public static FeelValue Call(Place at, FeelFunction function, params ReadOnlySpan<FeelValue> given) =>
        Call(at, function, default, [.. given]);

    private static FeelValue[]? Ordered(
        FeelFunction function, ImmutableArray<string> names, ImmutableArray<FeelValue> given)
    {
        var parameters = function.Parameters;
        if (given.Length != parameters.Length) return null;
        if (names.IsDefault) return [.. given];
        var arguments = new FeelValue[parameters.Length];
        for (var index = 0; index < parameters.Length; index++)
        {
            var place = names.IndexOf(parameters[index].Name);
            if (place < 0) return null;
            arguments[index] = given[place];
        }

        return arguments;
    }
}
