using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Procedures;

/// <summary>A city's values for the parameters of a procedure, as they are written: <c>10.5</c>,
/// <c>PT45M</c>.</summary>
public sealed record ParameterValues(ImmutableSortedDictionary<string, string> Texts)
{
    public static readonly ParameterValues None =
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public string ToJson() =>
        JsonSerializer.Serialize(Texts, ParameterJson.Default.ImmutableSortedDictionaryStringString);

    public static ParameterValues OfJson(string json) => new(
        JsonSerializer.Deserialize(json, ParameterJson.Default.ImmutableSortedDictionaryStringString)!
            .WithComparers(StringComparer.Ordinal));

    /// <summary>The defaults with the city's values over them, ready for the engine.</summary>
    public FeelContext Over(IEnumerable<SopParameter> parameters) => FeelContext.Of(
        from parameter in parameters
        let written = Texts.GetValueOrDefault(parameter.Name) ?? parameter.Default
        where written is not null
        let value = Read(parameter.Type, written)
        where value is not null
        select KeyValuePair.Create(parameter.Name, value));

    /// <summary>What is wrong with the city's values: unknown names, wrong types, outside the allowed range.</summary>
    public IEnumerable<FieldProblem> Check(IEnumerable<SopParameter> parameters)
    {
        var known = parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (var (name, written) in Texts)
        {
            if (!known.TryGetValue(name, out var parameter)) yield return new(name, $"There is no parameter {name}.");
            else if (Problem(parameter, written) is { } problem) yield return new(name, problem);
        }
    }

    /// <summary>Absent when the text is none of the type.</summary>
    public static FeelValue? Read(string type, string written)
    {
        if (type is "string" or "text" or "") return FeelValue.Of(written);
        var quoted = written.Replace("\\", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
        var text = written.StartsWith('=') ? written[1..] : type switch
        {
            "duration" or "days and time duration" or "years and months duration" => $"duration(\"{quoted}\")",
            "date" => $"date(\"{quoted}\")",
            "time" => $"time(\"{quoted}\")",
            "date and time" or "dateTime" => $"date and time(\"{quoted}\")",
            _ => written,
        };
        var scope = new FeelScope(FeelContext.Empty, Instant.FromUnixTimeSeconds(0), DateTimeZone.Utc);
        return FeelCompiler.Expression(text) is { HasErrors: false, Value: { } expression }
            && expression.Evaluate(scope).Value is { IsNull: false } value && IsOf(type, value) ? value : null;
    }

    private static string? Problem(SopParameter parameter, string written)
    {
        if (Read(parameter.Type, written) is not { } value)
            return $"{written} is not a {parameter.Type}. Write it like {parameter.Default ?? "the default"}.";
        if (parameter.Min is { } min && Compare(parameter.Type, value, min) < 0)
            return $"{written} is below the least that is allowed, {min}.";
        return parameter.Max is { } max && Compare(parameter.Type, value, max) > 0
            ? $"{written} is above the most that is allowed, {max}."
            : null;
    }

    private static int Compare(string type, FeelValue value, string bound) => (value, Read(type, bound)) switch
    {
        (FeelNumber left, FeelNumber right) => left.Value.CompareTo(right.Value),
        (FeelDaysDuration left, FeelDaysDuration right) => left.Nanoseconds.CompareTo(right.Nanoseconds),
        _ => 0,
    };

    private static bool IsOf(string type, FeelValue value) => type switch
    {
        "number" => value is FeelNumber,
        "boolean" => value is FeelBoolean,
        "duration" => value is FeelDaysDuration or FeelYearsDuration,
        _ => true,
    };
}

[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class ParameterJson : JsonSerializerContext;
