using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Incidents;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Work;

/// <summary>The forms of steps, from the version of the procedure that each step runs on.</summary>
internal sealed class StepForms(IOperationContexts contexts, IProcedureStore procedures)
{
    public async Task<FormChecked> CheckAsync(
        CityId city, SoughtStep step, FeelContext input, CancellationToken cancellation)
    {
        var context = await contexts.GetAsync(city, cancellation);
        var form = await FindAsync(city, context, step, cancellation) ?? new Form(step.ElementId, []);
        return FormCheck.Check(form, input, context.Zone);
    }

    /// <summary>Absent when the step asks for nothing to be filled in.</summary>
    public async Task<Form?> FindAsync(
        CityId city, OperationContext context, SoughtStep step, CancellationToken cancellation)
    {
        if (context.Find(step.Version)?.Process.Nodes.GetValueOrDefault(step.ElementId)?.Model.Sop.Form is not { } form)
            return null;
        var version = await procedures.FindVersionAsync(city, step.Version, cancellation);
        return version is null ? null : Read(version.Files, form);
    }

    private static Form? Read(ProcedureFiles files, SopForm form) =>
        files.In(ProcedureFiles.Forms).Where(file => file.Name == form.Ref || file.Path == form.Ref)
            .Select(file => FormReader.Read(file.Path, file.Text).Value).FirstOrDefault();
}
