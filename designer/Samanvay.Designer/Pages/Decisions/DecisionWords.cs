using System.Globalization;
using System.Text;
using Samanvay.Designer.Localization;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures.Decisions;

namespace Samanvay.Designer.Pages.Decisions;

/// <summary>What decisions are told with.</summary>
internal static class DecisionWords
{
    private const int ShownMax = 300;

    /// <summary>The hit policy as a sentence: what happens when several rules match.</summary>
    public static string HitPolicy(Texts texts, DecisionTable table)
    {
        var collects = table is { HitPolicy: Dmn.Model.HitPolicy.Collect, Aggregation: not Aggregation.None };
        var policy = table.HitPolicy.ToString().ToLowerInvariant()
            + (collects ? $".{table.Aggregation.ToString().ToLowerInvariant()}" : "");
        return texts["procedures.decisions.policy." + policy];
    }

    /// <summary>What people call an input: the head of the column that asks for it, where there is one; else its name
    /// in words, <c>Water test</c> for <c>waterTest</c>.</summary>
    public static string LabelOf(DecisionTable? table, string input) =>
        table?.Inputs.FirstOrDefault(column => column.Text.Trim() == input) is { } asked ? asked.Heading : Words(input);

    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            var begins = char.IsUpper(letter) && words.Length > 0 && char.IsLower(words[^1]);
            if (begins) words.Append(' ');
            words.Append(letter is '_' or '-' ? ' ' : begins ? char.ToLowerInvariant(letter) : letter);
        }

        if (words.Length > 0) words[0] = char.ToUpperInvariant(words[0]);
        return words.ToString();
    }

    /// <summary>The head of the column of a field such as <c>inputEntry.2</c>; null for no column.</summary>
    public static string? ColumnOf(DecisionTable table, string? field)
    {
        if (field?.Split('.') is not [var kind, var text]
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            return null;
        }

        return kind switch
        {
            "inputEntry" when number <= table.Inputs.Length => table.Inputs[number - 1].Heading,
            "outputEntry" when number <= table.Outputs.Length => table.Outputs[number - 1].Heading,
            _ => null,
        };
    }

    /// <summary>A problem beside its cell, which need not be named there.</summary>
    public static Sentence InCell(Sentence said)
    {
        while (said is { Template: "{0}: {1}", Values: [_, Sentence about] }) said = about;
        return said;
    }

    public static string Shown(FeelValue value)
    {
        var text = FeelText.Literal(value);
        return text.Length <= ShownMax ? text : string.Concat(text.AsSpan(0, ShownMax), "…");
    }

    public static string Address(DecisionLine line) => Address(line.Procedure.Value, line.Path, line.Id);

    public static string Address(string procedure, string path, string id) =>
        $"/decisions/{Uri.EscapeDataString(procedure)}/{Uri.EscapeDataString(Path.GetFileNameWithoutExtension(path))}/"
            + Uri.EscapeDataString(id);
}
