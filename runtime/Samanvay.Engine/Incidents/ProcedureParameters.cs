using System.Collections.Immutable;
using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// The values of a procedure's parameters: a city's where it gave one, the procedure's defaults elsewhere.
/// </summary>
public static class ProcedureParameters
{
    /// <summary>Completes a city's values. A value written as text is read as the parameter's type.</summary>
    internal static FeelContext Complete(
        ExecutableProcess process, FeelContext given, ImmutableArray<Diagnostic>.Builder problems)
    {
        var values = process.ParameterDefaults;
        foreach (var (name, value) in given)
        {
            var parameter = process.Definition.Sop.Parameters.FirstOrDefault(parameter => parameter.Name == name);
            if (parameter is null || value is not FeelString text)
                values = values.With(name, value);
            else if (Read(parameter, text.Value) is { IsNull: false } read)
                values = values.With(name, read);
            else
                problems.Add(Misfit(process.Id, parameter, text.Value));
        }

        return values;
    }

    /// <summary>
    /// Reads a value as an administrator writes it: <c>10.5</c>, <c>PT6H</c>, <c>2026-07-01</c>. Null where it is none.
    /// </summary>
    public static FeelValue? Read(SopParameter parameter, string written)
    {
        if (ParameterReader.Literal(parameter.Type, written) is not { } literal)
            return FeelValue.Of(written);

        var parsed = FeelCompiler.Expression(literal);
        if (parsed.HasErrors)
            return null;

        var value = parsed.Value!.Evaluate(
            new FeelScope(FeelContext.Empty, Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc)).Value;
        return value.IsNull ? null : value;
    }

    private static Diagnostic Misfit(string process, SopParameter parameter, string written) => Diagnostic.Error(
        "PAR001", $"'{written}' is no {parameter.Type}. Correct the value of parameter '{parameter.Name}'.",
        Location.Element(process, $"parameter '{parameter.Name}'"));
}
