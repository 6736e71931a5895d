using Samanvay.Dmn.Model;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>What is set on a part of a decision file, and its logic where that is no table on both sides.</summary>
internal static class ElementSettings
{
    public static Dictionary<string, SettingWords> Of(DrgElement element, Definitions? file, BoxedExpression? logic)
    {
        var settings = new Dictionary<string, SettingWords>(StringComparer.Ordinal);
        Add("name", "name", element.Name);
        Add("type", "type", element.TypeRef);
        if (file is not null) Add("needs", "what it needs", string.Join(", ", Needs(element, file)));
        foreach (var (place, text) in Logic(logic, "")) Add("logic " + place, place, text);
        return settings;

        void Add(string key, string name, string? text)
        {
            if (string.IsNullOrWhiteSpace(text)) return;
            settings[key] = new(name.Length == 0 ? "expression" : name, text.Trim());
        }
    }

    private static IEnumerable<string> Needs(DrgElement element, Definitions file)
    {
        var hrefs = element switch
        {
            Decision decision => decision.Requires,
            BusinessKnowledgeModel knowledge => knowledge.Requires,
            DecisionService service =>
            [
                .. service.OutputDecisions, .. service.EncapsulatedDecisions, .. service.InputDecisions,
                .. service.Inputs,
            ],
            _ => [],
        };
        var names = file.Inputs.Concat<DrgElement>(file.Decisions).Concat(file.KnowledgeModels).Concat(file.Services)
            .DistinctBy(part => part.Id).ToDictionary(part => part.Id, part => part.Name, StringComparer.Ordinal);
        return hrefs.Select(href => names.GetValueOrDefault(href[(href.IndexOf('#', StringComparison.Ordinal) + 1)..],
            href)).Order(StringComparer.Ordinal);
    }

    // Each text of the logic with the boxes that lead to it.
    private static IEnumerable<(string Place, string Text)> Logic(BoxedExpression? logic, string at) => logic switch
    {
        LiteralExpression literal => [(at, literal.Text)],
        DecisionTable table => Table(table, at),
        BoxedContext context => context.Entries.SelectMany(entry => Logic(entry.Value, In(at, entry.Variable.Name)))
            .Concat(Logic(context.Result, In(at, "="))),
        BoxedList list => list.Items.SelectMany((item, index) => Logic(item, In(at, $"{index + 1}"))),
        Relation relation => relation.Rows.SelectMany((row, index) => row.SelectMany((cell, column) =>
            Logic(cell, In(at, $"{index + 1}, {relation.Columns.ElementAtOrDefault(column)}")))),
        Invocation invocation => Logic(invocation.Called, In(at, "()")).Concat(invocation.Bindings.SelectMany(
            binding => Logic(binding.Value, In(at, binding.Variable.Name)))),
        FunctionDefinition function => Logic(function.Body, at).Prepend(
            (In(at, "()"), string.Join(", ", function.Parameters.Select(given => $"{given.Name}: {given.TypeRef}")))),
        Conditional conditional =>
            [
                .. Logic(conditional.If, In(at, "if")), .. Logic(conditional.Then, In(at, "then")),
                .. Logic(conditional.Else, In(at, "else")),
            ],
        BoxedFilter filter => Logic(filter.In, In(at, "in")).Concat(Logic(filter.Match, In(at, "[]"))),
        Iterator iterator => Logic(iterator.In, In(at, $"{iterator.Kind} {iterator.Variable}"))
            .Concat(Logic(iterator.Body, In(at, "return"))),
        _ => [],
    };

    private static IEnumerable<(string Place, string Text)> Table(DecisionTable table, string at) =>
        table.Rules.Select((rule, index) => (
            In(at, $"{index + 1}"), $"{string.Join(" | ", rule.Inputs)} → {string.Join(" | ", rule.Outputs)}"))
        .Prepend((In(at, "table"), $"{table.HitPolicy} {table.Aggregation}: "
            + string.Join(" | ", table.Inputs.Select(input => input.Text))));

    private static string In(string at, string name) => at.Length == 0 ? name : $"{at} › {name}";
}
