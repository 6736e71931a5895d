using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Procedures;

/// <summary>What a draft may not become, however unfinished it is.</summary>
internal static class DraftRules
{
    public static Invalid? Problem(ProcedureFiles files)
    {
        if (files.Texts.Count > ProcedureFiles.FilesMax)
            return new Invalid("files", $"A procedure has at most {ProcedureFiles.FilesMax} files.");
        if (files.Texts.Values.Sum(text => (long)text.Length) > ProcedureFiles.CharactersMax)
            return new Invalid("files", $"A procedure has at most {ProcedureFiles.CharactersMax} characters in all.");
        if (files.Texts.Keys.FirstOrDefault(path => !ProcedureFiles.IsPath(path)) is { } wrong)
            return new Invalid(wrong, "This file does not belong to a procedure.");
        return files.In(ProcedureFiles.Procedures).Count() > 1
            ? new Invalid("files", "A procedure has one diagram. Make a procedure of its own of the other.")
            : null;
    }
}
