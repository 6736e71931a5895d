using System.Globalization;
using Samanvay.Adapters.Text;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.Mapped;

/// <summary>Reads plain JSON or CSV by a mapping. The same call tries a mapping on a pasted sample.</summary>
public static class MappedReader
{
    private const string Clause = "mapping";

    public static Reading Read(Incoming message, Mapping mapping) => message.MediaType switch
    {
        "text/csv" or "text/tab-separated-values" => Csv(message, mapping),
        "" or "application/json" or "text/json" => Json(message, mapping),
        var type when type.EndsWith("+json", StringComparison.Ordinal) => Json(message, mapping),
        _ => Findings.Refused(new Refusal(
            RefusalCodes.MediaType, Clause, "A mapping reads application/json or text/csv. Say which it is.", "")),
    };

    private static Reading Json(Incoming message, Mapping mapping)
    {
        var (root, problem) = JsonBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        return root!.Value.ToFeel() is { } value
            ? Rows(value, message, mapping, index => string.Create(CultureInfo.InvariantCulture, $"/{index}"))
            : Findings.Refused(new Refusal(
                RefusalCodes.TooLarge, IncomingLimits.Clause, "The message is larger than a value may be.", ""));
    }

    private static Reading Csv(Incoming message, Mapping mapping)
    {
        var separator = message.MediaType == "text/tab-separated-values" ? '\t' : mapping.Separator;
        var (table, problem) = CsvText.Read(message, separator);
        if (problem is not null) return Findings.Refused(problem);
        var rows = FeelList.Of(table!.Rows.Select(row => (FeelValue)FeelContext.Of(
            table.Names.Zip(row.Fields, (name, field) => KeyValuePair.Create(name, Field(field))))));
        return Rows(rows, message, mapping, index => string.Create(
            CultureInfo.InvariantCulture,
            $"line {(index < table.Rows.Length ? table.Rows[index].Line : index)}"));
    }

    // An empty field says nothing.
    private static FeelValue Field(string text) => text.Length == 0 ? FeelValue.Null : new FeelString(text);

    private static Reading Rows(FeelValue value, Incoming message, Mapping mapping, Func<int, string> placeOf)
    {
        var findings = new Findings();
        var scope = new FeelScope(
            FeelContext.Of((Mapping.Message, value)), message.ReceivedAt, mapping.Zone ?? NodaTime.DateTimeZone.Utc,
            Mapping.FeelLimits);
        var rows = value;
        if (mapping.Rows is { } expression)
        {
            if (Evaluate(expression, scope, "", findings) is not { } chosen) return findings.ToReading();
            rows = chosen.Value;
        }

        IReadOnlyList<FeelValue> list = rows is FeelList many ? many.Items : [rows];
        if (list.Count > message.Limits.ItemsMax)
        {
            return Findings.Refused(new Refusal(RefusalCodes.EventCount, IncomingLimits.Clause,
                $"There are more than {message.Limits.ItemsMax} rows.", ""));
        }

        for (var index = 0; index < list.Count; index++)
        {
            var row = placeOf(index);
            var local = scope.With(Mapping.Row, list[index]);
            if (Evaluate(mapping.Observation, local, row, findings) is not { } made) continue;
            var place = new MappedPlace(row, message.Limits, made.Warnings is [var first, ..] ? first.Message : null);
            Take(made.Value, place, mapping, findings);
        }

        return findings.ToReading();
    }

    private static void Take(FeelValue made, MappedPlace place, Mapping mapping, Findings findings)
    {
        switch (made)
        {
            case FeelNull:
                break;

            case FeelList several:
                foreach (var each in several.Items) Take(each, place, mapping, findings);
                break;

            case FeelContext context:
                findings.Keep(() => MappedObservation.Of(context, mapping, place, findings));
                break;

            default:
                findings.Refuse(
                    RefusalCodes.BadMapping, Clause,
                    $"The mapping gave a {made.TypeName}; it must give a context with device, property, time, value.",
                    place.Row);
                break;
        }
    }

    private static FeelResult? Evaluate(FeelExpression expression, FeelScope scope, string place, Findings findings)
    {
        var result = expression.Evaluate(scope);
        if (result.LimitPassed is { } limit)
        {
            findings.Refuse(RefusalCodes.BadMapping, Clause, $"The mapping asks too much: {limit.Message}", place);
            return null;
        }

        // A null that nothing explains is meant so; one with a warning is a mistake that must not pass in silence.
        if (result.Value.IsNull && result.Warnings is [var warning, ..])
        {
            findings.Refuse(RefusalCodes.BadMapping, Clause, $"The mapping gave nothing: {warning.Message}", place);
            return null;
        }

        return result;
    }
}
