using Samanvay.Bpmn.Model;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Work;

/// <summary>The forms of steps, from the version of the procedure that each step runs on.</summary>
internal sealed class StepForms(IOperationContexts contexts, IProcedureStore procedures)
{
    public async Task<FormChecked> CheckAsync(
        CityId city, SoughtStep step, FilledForm filled, CancellationToken cancellation)
    {
        var context = await contexts.GetAsync(city, cancellation);
        var form = await FindAsync(city, step, filled.Language, cancellation) ?? new Form(step.ElementId, []);
        return FormCheck.Check(form, filled.Input, context.Zone);
    }

    /// <summary>Absent when the step asks for nothing to be filled in.</summary>
    /// <param name="language">Of the labels, where the procedure has them; absent for those in the form itself.</param>
    public async Task<Form?> FindAsync(
        CityId city, SoughtStep step, string? language, CancellationToken cancellation)
    {
        var context = await contexts.GetAsync(city, cancellation);
        if (context.Find(step.Version)?.Process.Nodes.GetValueOrDefault(step.ElementId)?.Model.Sop.Form is not { } sop)
            return null;
        var version = await procedures.FindVersionAsync(city, step.Version, cancellation);
        if (version is null || Read(version.Files, sop) is not { } form) return null;
        return language is not null && Texts(version.Files, language) is { } texts
            ? FormTexts.Translate(form, sop.Ref, texts) : form;
    }

    private static Form? Read(ProcedureFiles files, SopForm form) =>
        files.In(ProcedureFiles.Forms).Where(file => file.Name == form.Ref || file.Path == form.Ref)
            .Select(file => FormReader.Read(file.Path, file.Text).Value).FirstOrDefault();

    private static ProcedureTexts? Texts(ProcedureFiles files, string language) =>
        files.In(ProcedureFiles.Languages).Where(file => file.Name == language)
            .Select(file => ProcedureTexts.Read(file.Path, file.Text).Value).FirstOrDefault();
}

/// <param name="Language">In which problems name the fields.</param>
internal sealed record FilledForm(FeelContext Input, string? Language);
