using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Dmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review.Files;

/// <summary>Compares what two files of decisions decide: rules, cells, test rows and all else that is drawn in
/// them.</summary>
internal static class DecisionDiff
{
    /// <summary>Nothing where one of the files can not be read, or where only its layout is different.</summary>
    public static IEnumerable<Difference> Between(string? before, string? after)
    {
        var (old, young) = (Read(before), Read(after));
        if ((before is not null && old is null) || (after is not null && young is null)) return [];
        return
        [
            .. Elements(Parts(old), Parts(young), old, young),
            .. NamedWords.Between("Types", Types(old), Types(young)),
        ];
    }

    private static Definitions? Read(string? text) => text is null ? null : DmnReader.Read(text).Value;

    private static ImmutableArray<DrgElement> Parts(Definitions? file) => file is null
        ? []
        : [.. file.Decisions, .. file.KnowledgeModels, .. file.Services, .. file.Inputs];

    private static IEnumerable<Difference> Elements(
        ImmutableArray<DrgElement> before, ImmutableArray<DrgElement> after, Definitions? old, Definitions? young)
    {
        var (known, now) = (before.ToLookup(part => part.Id), after.ToLookup(part => part.Id));
        foreach (var gone in before.Where(part => !now.Contains(part.Id)))
            yield return NamedWords.Removed(TitleOf(gone));
        foreach (var part in after)
        {
            if (known[part.Id].FirstOrDefault() is not { } earlier)
            {
                foreach (var one in Whole(part, young)) yield return one;
                continue;
            }

            foreach (var one in Element(earlier, part, old, young)) yield return one;
        }
    }

    // Of a new one everything is judged: what is set on it, its columns, rules and test rows.
    private static IEnumerable<Difference> Whole(DrgElement part, Definitions? file)
    {
        var (title, logic) = (TitleOf(part), LogicOf(part));
        var table = logic as DecisionTable;
        // The title has its name already.
        SettingWords[] settings =
        [
            .. ElementSettings.Of(part, file, table is null ? logic : null)
                .Where(setting => setting.Key != "name").Select(setting => setting.Value),
            .. table is null ? Enumerable.Empty<SettingWords>() : [TableDiff.PolicyOf(table)],
        ];
        yield return settings.Length == 0
            ? NamedWords.Added(title) : NamedWords.Added(title, NamedWords.Listed(settings));
        foreach (var one in table is null ? [] : TableDiff.Whole(title, table)) yield return one;
        foreach (var one in TestRowDiff.Between(title, [], part.TestRows)) yield return one;
    }

    private static IEnumerable<Difference> Element(
        DrgElement before, DrgElement after, Definitions? old, Definitions? young)
    {
        var title = TitleOf(after);
        var (logic, earlier) = (LogicOf(after), LogicOf(before));
        var tables = (earlier as DecisionTable, logic as DecisionTable);
        var isTable = tables is ({ }, { });
        var differences = NamedWords.Between(
            title, ElementSettings.Of(before, old, isTable ? null : earlier),
            ElementSettings.Of(after, young, isTable ? null : logic));
        if (tables is ({ } was, { } becomes))
            differences = differences.Concat(new TableDiff(title, was, becomes).Differences());
        return differences.Concat(TestRowDiff.Between(title, before.TestRows, after.TestRows));
    }

    private static BoxedExpression? LogicOf(DrgElement element) => element switch
    {
        Decision decision => decision.Logic,
        BusinessKnowledgeModel { Logic: { } function } => function,
        _ => null,
    };

    private static Sentence TitleOf(DrgElement element)
    {
        Sentence kind = element switch
        {
            InputData => "Input",
            BusinessKnowledgeModel => "Function",
            DecisionService => "Decision service",
            _ => "Decision",
        };
        return $"{kind} “{element.Name}”";
    }

    private static Dictionary<string, SettingWords> Types(Definitions? file) => NamedWords
        .Keyed(file?.ItemDefinitions ?? [], type => type.Name).ToDictionary(
            type => type.Key, type => new SettingWords(type.Key, TypeText(type.Item)), StringComparer.Ordinal);

    private static string TypeText(ItemDefinition type) => string.Join(
        ", ",
        new[]
        {
            type.IsCollection ? $"list of {type.TypeRef}" : type.TypeRef, type.AllowedValues, type.TypeConstraint,
            type.Components.IsEmpty
                ? null
                : $"{{{string.Join("; ", type.Components.Select(part => $"{part.Name}: {TypeText(part)}"))}}}",
            type.Function?.OutputTypeRef,
        }.OfType<string>());
}
