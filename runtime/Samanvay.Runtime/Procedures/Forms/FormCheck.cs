using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Procedures.Forms;

/// <summary>What became of an input: the output for the procedure, or what to correct. Never both.</summary>
public sealed record FormChecked(FeelContext Output, ImmutableArray<FieldProblem> Problems)
{
    public bool IsValid => Problems.IsEmpty;
}

/// <summary>Checks what a person entered against the form, again and in full: the screen's own checks are not
/// trusted.</summary>
public static class FormCheck
{
    private const int TextMax = 20_000;

    private static readonly OffsetDateTimePattern WithOffset = OffsetDateTimePattern.CreateWithInvariantCulture(
        "uuuu'-'MM'-'dd'T'HH':'mmo<G>");

    /// <param name="zone">The city's: a time without an offset is meant there.</param>
    public static FormChecked Check(Form form, FeelContext input, DateTimeZone zone)
    {
        var problems = ImmutableArray.CreateBuilder<FieldProblem>();
        var output = new List<KeyValuePair<string, FeelValue>>();
        foreach (var unknown in input.Names.Except(form.Inputs.Select(field => field.Key)))
            problems.Add(new(unknown, $"The form has no field {unknown}."));
        foreach (var field in form.Inputs)
        {
            var value = input[field.Key];
            if (IsEmpty(value)) Missing(field, output, problems);
            else Take(field, Read(field, value, zone), output, problems);
        }

        return new(problems.Count == 0 ? FeelContext.Of(output) : FeelContext.Empty, problems.ToImmutable());
    }

    private static void Missing(
        FormField field, List<KeyValuePair<string, FeelValue>> output, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (field.Required) problems.Add(new(field.Key, $"{field.Label}: please fill this in."));
        output.Add(new(field.Key, field.Kind switch
        {
            FormFieldKind.Checkbox => FeelValue.False,
            FormFieldKind.Checklist => FeelList.Empty,
            _ => FeelValue.Null,
        }));
    }

    private static void Take(
        FormField field, (FeelValue? Value, Sentence? Problem) read,
        List<KeyValuePair<string, FeelValue>> output, ImmutableArray<FieldProblem>.Builder problems)
    {
        if (read.Problem is { } problem) problems.Add(new(field.Key, problem));
        else output.Add(new(field.Key, read.Value ?? FeelValue.Null));
    }

    private static (FeelValue? Value, Sentence? Problem) Read(FormField field, FeelValue value, DateTimeZone zone) =>
        (field.Kind, value) switch
        {
            (FormFieldKind.Textfield or FormFieldKind.Textarea, FeelString text) => Text(field, text.Value),
            (FormFieldKind.Number, FeelNumber number) => Number(field, number),
            (FormFieldKind.Number, FeelString text) => Number(field, text.Value),
            (FormFieldKind.Checkbox, FeelBoolean) => Checkbox(field, value == FeelValue.True),
            (FormFieldKind.Checkbox, FeelString { Value: "true" or "on" }) => (FeelValue.True, null),
            (FormFieldKind.Checkbox, FeelString { Value: "false" }) => Checkbox(field, ticked: false),
            (FormFieldKind.Select or FormFieldKind.Radio, FeelString text) => Choice(field, text.Value),
            (FormFieldKind.Checklist, FeelString text) => Choices(field, [text]),
            (FormFieldKind.Checklist, FeelList list) => Choices(field, list.Items),
            (FormFieldKind.Datetime, FeelString text) => Moment(field, text.Value, zone),
            _ => (null, $"{field.Label}: this can not be read. Enter it again."),
        };

    private static (FeelValue?, Sentence?) Text(FormField field, string text)
    {
        var clean = text.ReplaceLineEndings("\n").Trim().Normalize(NormalizationForm.FormC);
        if (clean.Length > (field.LengthMax ?? TextMax))
            return (null, $"{field.Label}: at most {field.LengthMax ?? TextMax} characters.");
        if (clean.Length < field.LengthMin) return (null, $"{field.Label}: at least {field.LengthMin} characters.");
        if (field.Pattern is { } pattern && !Regex.IsMatch(clean, $"^(?:{pattern})$", RegexOptions.NonBacktracking))
            return (null, $"{field.Label}: this does not have the expected form.");
        return (FeelValue.Of(clean), null);
    }

    private static (FeelValue?, Sentence?) Number(FormField field, string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.Number & ~NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture, out var number)
            ? Number(field, FeelValue.Of(number))
            : (null, $"{field.Label}: enter a number, for example 12 or 12.5.");

    private static (FeelValue?, Sentence?) Number(FormField field, FeelNumber number)
    {
        if (!decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return (null, $"{field.Label}: this number is too large.");
        if (value < field.Min) return (null, $"{field.Label}: at least {field.Min}.");
        if (value > field.Max) return (null, $"{field.Label}: at most {field.Max}.");
        if (field.DecimalDigits is not { } digits || decimal.Round(value, Math.Clamp(digits, 0, 28)) == value)
            return (number, null);
        if (digits == 0) return (null, $"{field.Label}: a whole number.");
        return (null, $"{field.Label}: at most {digits} digits after the point.");
    }

    private static (FeelValue?, Sentence?) Checkbox(FormField field, bool ticked) =>
        field.Required && !ticked ? (null, $"{field.Label}: please confirm this.") : (FeelValue.Of(ticked), null);

    private static (FeelValue?, Sentence?) Choice(FormField field, string value) =>
        field.Options.Any(option => option.Value == value)
            ? (FeelValue.Of(value), null)
            : (null, $"{field.Label}: choose one of the list.");

    private static (FeelValue?, Sentence?) Choices(FormField field, IEnumerable<FeelValue> values)
    {
        var chosen = values.Select(value => (value as FeelString)?.Value).Distinct().ToList();
        return chosen.TrueForAll(value => field.Options.Any(option => option.Value == value))
            ? (FeelList.Of(chosen.Select(value => (FeelValue)FeelValue.Of(value!))), null)
            : (null, $"{field.Label}: choose from the list only.");
    }

    private static (FeelValue?, Sentence?) Moment(FormField field, string text, DateTimeZone zone)
    {
        var minutes = text.Length >= 19 && text[16] == ':' ? text[..16] + text[19..] : text;
        FeelValue? value = field.Moment switch
        {
            FormMoment.Date when LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) =>
                FeelDate.Of(date),
            FormMoment.Time when TimeOf(text) is { } time => FeelTime.Of(time),
            FormMoment.Datetime when WithOffset.Parse(minutes).TryGetValue(default, out var moment) =>
                FeelDateTime.Of(moment.ToInstant(), zone),
            FormMoment.Datetime when LocalOf(minutes) is { } local =>
                FeelDateTime.Of(local.InZoneLeniently(zone).ToInstant(), zone),
            _ => null,
        };
        return value is null ? (null, $"{field.Label}: enter it like {Example(field.Moment)}.") : (value, null);
    }

    private static LocalTime? TimeOf(string text) =>
        LocalTimePattern.CreateWithInvariantCulture("HH':'mm").Parse(text.Length > 5 ? text[..5] : text)
            .TryGetValue(default, out var time) ? time : null;

    private static LocalDateTime? LocalOf(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(text)
            .TryGetValue(default, out var local) ? local : null;

    private static string Example(FormMoment moment) => moment switch
    {
        FormMoment.Date => "2026-07-31",
        FormMoment.Time => "18:30",
        _ => "2026-07-31T18:30",
    };

    private static bool IsEmpty(FeelValue value) =>
        value.IsNull || value is FeelString text && string.IsNullOrWhiteSpace(text.Value)
            || value is FeelList { Count: 0 };
}
