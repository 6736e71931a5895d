using Samanvay.Feel;
using Samanvay.Runtime.Situations;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>One setting of a situation's rule.</summary>
/// <param name="Part">The level, signal, condition or time that it belongs to, as <c>levels[high]</c>; empty for the
/// rule itself.</param>
/// <param name="Field">Its name within that.</param>
internal sealed record RuleSetting(string Part, string Field, Sentence Value)
{
    public SettingWords Words
    {
        get
        {
            var label = RuleLabels.Of(Field);
            return new(Part.Length == 0 ? label : $"{RuleLabels.OfPart(Part)}, {label}", Value);
        }
    }

    public static RuleSetting Of(RuleFile file, string field)
    {
        var (part, inner) = Split(file, field);
        return new(part, inner, RuleLabels.Value(inner, file[field]!));
    }

    private static (string Part, string Field) Split(RuleFile file, string field)
    {
        if (field.StartsWith("inputs.", StringComparison.Ordinal)
            && field.Split('.', 3) is [_, var name, var setting])
        {
            return ($"inputs[{name}]", setting);
        }

        var open = field.IndexOf('[', StringComparison.Ordinal);
        var close = field.IndexOf(']', StringComparison.Ordinal);
        if (open < 0 || close + 2 > field.Length) return ("", field);
        var (list, item) = (field[..open], field[..(close + 1)]);
        if (list is not ("levels" or "after" or "maintenance")) return ("", field);
        var called = list == "levels" ? file[$"{item}.name"] : null;
        return (called is null ? item : $"{list}[{called}]", field[(close + 2)..]);
    }
}
