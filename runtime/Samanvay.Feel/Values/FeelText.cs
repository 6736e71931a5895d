using System.Globalization;
using System.Text;

namespace Samanvay.Feel.Values;

/// <summary>
/// Values as text: for people and <c>string()</c> (<see cref="Display"/>), or as FEEL that gives the value back
/// (<see cref="Literal"/>).
/// </summary>
public static class FeelText
{
    /// <summary>
    /// A string as it is, anything else as <see cref="Literal"/> without the sign and quotes of date literals.
    /// </summary>
    public static string Display(FeelValue value) =>
        value is FeelString text ? text.Value : Write(value, literal: false);

    public static string Literal(FeelValue value) => Write(value, literal: true);

    /// <summary>Quotes and escapes as FEEL reads it.</summary>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                < ' ' or '\u2028' or '\u2029' or '\u0085' =>
                    builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => builder.Append(character),
            };
        }

        return builder.Append('"').ToString();
    }

    private static string Write(FeelValue value, bool literal)
    {
        var builder = new StringBuilder();
        Append(builder, value, literal);
        return builder.ToString();
    }

    private static void Append(StringBuilder builder, FeelValue value, bool literal)
    {
        switch (value)
        {
            case FeelBoolean boolean: builder.Append(boolean.Value ? "true" : "false"); break;
            case FeelNumber number: builder.Append(number.Value.ToString()); break;
            case FeelString text: builder.Append(Quote(text.Value)); break;
            case FeelList list: AppendList(builder, list, literal); break;
            case FeelContext context: AppendContext(builder, context, literal); break;
            case FeelRange range: AppendRange(builder, range, literal); break;
            case FeelFunction function: builder.Append("function(").AppendJoin(", ", function.ParameterNames)
                .Append(')'); break;
            case FeelNull: builder.Append("null"); break;
            default: builder.Append(literal ? $"@\"{TemporalText.Format(value)}\"" : TemporalText.Format(value)); break;
        }
    }

    private static void AppendList(StringBuilder builder, FeelList list, bool literal)
    {
        builder.Append('[');
        for (var index = 0; index < list.Count; index++)
        {
            if (index > 0) builder.Append(", ");
            Append(builder, list[index], literal);
        }

        builder.Append(']');
    }

    private static void AppendContext(StringBuilder builder, FeelContext context, bool literal)
    {
        builder.Append('{');
        var first = true;
        foreach (var entry in context)
        {
            if (!first) builder.Append(", ");
            first = false;
            builder.Append(IsPlainName(entry.Key) ? entry.Key : Quote(entry.Key)).Append(": ");
            Append(builder, entry.Value, literal);
        }

        builder.Append('}');
    }

    private static void AppendRange(StringBuilder builder, FeelRange range, bool literal)
    {
        if (range.Start.IsNull || range.End.IsNull)
        {
            var (sign, included, end) = range.Start.IsNull
                ? ("<", range.EndIncluded, range.End)
                : (">", range.StartIncluded, range.Start);
            builder.Append('(').Append(sign).Append(included ? "= " : " ");
            Append(builder, end, literal);
            builder.Append(')');
            return;
        }

        builder.Append(range.StartIncluded ? '[' : '(');
        Append(builder, range.Start, literal);
        builder.Append("..");
        Append(builder, range.End, literal);
        builder.Append(range.EndIncluded ? ']' : ')');
    }

    private static bool IsPlainName(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(character => char.IsLetterOrDigit(character) || character is '_' or ' ')
        && !name.EndsWith(' ') && !name.Contains("  ", StringComparison.Ordinal);
}
