using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Compilation;

/// <summary>Reads the defaults of a procedure's parameters.</summary>
internal static class ParameterReader
{
    public static FeelContext Defaults(Scene scene, ProcessDefinition process)
    {
        var defaults = FeelContext.Empty;
        foreach (var parameter in process.Sop.Parameters)
        {
            if (parameter.Default is { } written && Read(scene, process, parameter, written) is { } value)
                defaults = defaults.With(parameter.Name, value);
        }

        return defaults;
    }

    private static FeelValue? Read(Scene scene, ProcessDefinition process, SopParameter parameter, string written)
    {
        var text = written.StartsWith('=') ? written[1..] : Literal(parameter.Type, written);
        if (text is null) return FeelValue.Of(written);
        var field = $"parameter '{parameter.Name}'";
        var value = ExpressionReader.Expression(scene, process.Id, field, text)
            ?.Evaluate(new FeelScope(FeelContext.Empty, Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc)).Value;
        if (value is { IsNull: false }) return value;
        scene.Findings.Error(
            EngineCodes.BadParameter, process.Id,
            $"'{written}' is no {parameter.Type}; correct the default of {field}.", field);
        return null;
    }

    // Null where the text itself is the value.
    internal static string? Literal(string type, string written) => type switch
    {
        "number" or "boolean" or "list" or "context" => written,
        "duration" or "days and time duration" or "years and months duration" => $"duration(\"{written}\")",
        "date" => $"date(\"{written}\")",
        "time" => $"time(\"{written}\")",
        "date and time" or "dateTime" => $"date and time(\"{written}\")",
        _ => null,
    };
}
