using System.Collections.Immutable;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Views.Naming;

/// <summary>What procedures call their roles, situations and decisions in one language.</summary>
internal sealed class ProcedureWords
{
    public static readonly ProcedureWords None = new([], [], "");

    private readonly ImmutableArray<ProcedureTexts> _texts;
    private readonly ImmutableArray<KnownProcedure> _known;

    private readonly string _language;

    private ProcedureWords(
        ImmutableArray<ProcedureTexts> texts, ImmutableArray<KnownProcedure> known, string language) =>
        (_texts, _known, _language) = (texts, known, language);

    /// <summary>For example <c>situations/river-level/high</c>; absent where no procedure has it in that
    /// language.</summary>
    public string? this[string place] => _texts.Select(texts => texts[place]).OfType<string>().FirstOrDefault();

    public static ProcedureWords Of(CityProcedures procedures, string language)
    {
        // What is in force speaks before what has been retired.
        ImmutableArray<KnownProcedure> known =
            [.. procedures.InForce, .. procedures.All.Where(each => each.Version.RetiredAt is not null).Reverse()];
        return new ProcedureWords(
            [.. known.Select(each => each.Built.Texts.GetValueOrDefault(language)).OfType<ProcedureTexts>()],
            known, language);
    }

    public static ProcedureWords Of(BuiltProcedure built, string language) =>
        built.Texts.GetValueOrDefault(language) is { } texts ? new([texts], [], language) : None;

    /// <summary>What an incident is called that the procedure of this id opened, and how its stored title
    /// begins.</summary>
    public (string Stored, string Said)? TitleOf(string kind) =>
        _known.FirstOrDefault(each => each.Version.Procedure.Value == kind) is { } known
            && known.Built.Texts.GetValueOrDefault(_language)?["title"] is { } said
                ? (known.Version.Name, said) : null;
}
