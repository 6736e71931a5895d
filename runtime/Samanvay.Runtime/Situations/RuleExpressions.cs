using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Runtime.Situations;

/// <summary>Expressions over the playbook's parameters, as an author sees and moves them.</summary>
public static partial class RuleExpressions
{
    public static bool IsExpression(string? written) => written is ['=', ..];

    /// <summary>What a field gives with these parameters; absent where it gives nothing.</summary>
    public static FeelValue? Here(string? written, FeelContext parameters)
    {
        if (written is not ['=', .. var text] || FeelCompiler.Expression(text.Trim()).Value is not { } expression)
            return null;
        var scope = new FeelScope(parameters, Instant.FromUnixTimeTicks(0), DateTimeZone.Utc);
        return expression.Evaluate(scope).Value is { IsNull: false } value ? value : null;
    }

    /// <summary>The number of a field, whether it is written out or calculated.</summary>
    public static decimal? Number(string? written, FeelContext parameters)
    {
        var number = IsExpression(written) ? (Here(written, parameters) as FeelNumber)?.ToDecimal()
            : decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) ? plain
            : null;
        return number is { } found && Math.Abs(found) <= SituationRule.NumberMax ? found : null;
    }

    /// <summary>The field with its number moved to another: what is calculated stays calculated, with the difference
    /// added to it.</summary>
    public static string Moved(string? written, decimal to, FeelContext parameters)
    {
        if (written is not ['=', .. var text] || Number(written, parameters) is not { } from) return Plain(to);
        var (rest, offset) = (text.Trim(), 0m);
        if (Offset().Match(rest) is { Success: true } match && decimal.TryParse(
            match.Groups["by"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var by)
            && by <= SituationRule.NumberMax)
        {
            (rest, offset) = (match.Groups["rest"].Value, match.Groups["sign"].Value == "-" ? -by : by);
        }
        else if (!Name().IsMatch(rest))
        {
            rest = $"({rest})";
        }

        var moved = offset + to - from;
        return moved == 0 ? $"={rest}" : $"={rest} {(moved < 0 ? '-' : '+')} {Plain(Math.Abs(moved))}";
    }

    private static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    // Behind anything but a name or brackets the sign may belong to a part of what is calculated.
    [GeneratedRegex(@"^(?<rest>[A-Za-z_][A-Za-z0-9_]*|\((?:[^()]*)\)) *(?<sign>[+-]) *(?<by>[0-9]+(\.[0-9]+)?)\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Offset();

    [GeneratedRegex(@"^([A-Za-z_][A-Za-z0-9_]*|\([^()]*\))\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex Name();
}
