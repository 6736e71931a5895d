using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Simulation;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Procedures.TryOut;

/// <summary>How the people of a try-out behave, and what they fill into the forms.</summary>
internal static class TryOutCrowd
{
    public static ImmutableArray<Behaviour> Of(BuiltProcedure built, TryOutRequest request)
    {
        if (request.People == TryOutPeople.Silent) return [];
        var silent = request.People == TryOutPeople.OneSilent && request.SilentRole is { } role
            ? [new Behaviour(role, null)]
            : ImmutableArray<Behaviour>.Empty;
        return
        [
            .. silent,
            .. from step in built.Procedure!.Definition.Body.AllNodes().OfType<UserTask>()
               let form = step.Sop.Form is { } used ? built.Forms.GetValueOrDefault(used.Ref) : null
               where form is not null
               select Prompt(step.Id, request) with { Output = Filled(form, request.SaysYes) },
            Prompt(null, request),
        ];
    }

    private static Behaviour Prompt(string? step, TryOutRequest request) => new(Role: null, step)
    {
        AcknowledgeAfter = TryOutRequest.AcknowledgeAfter,
        CompleteAfter = request.CompleteAfter,
    };

    // A date is left out: which one would be sensible depends on the day that the try-out begins.
    private static FeelContext Filled(Form form, bool saysYes) => FeelContext.Of(
        from field in form.Inputs
        let value = Value(field, saysYes)
        where value is not null
        select KeyValuePair.Create(field.Key, value));

    private static FeelValue? Value(FormField field, bool saysYes) => field.Kind switch
    {
        FormFieldKind.Checkbox => FeelValue.Of(saysYes),
        FormFieldKind.Number => FeelValue.Of(field.Min ?? field.Max ?? 1),
        FormFieldKind.Select or FormFieldKind.Radio => Choice(field, saysYes),
        FormFieldKind.Checklist => FeelList.Of([.. field.Options.Take(1).Select(option => FeelValue.Of(option.Value))]),
        FormFieldKind.Textfield or FormFieldKind.Textarea => FeelValue.Of("–"),
        _ => null,
    };

    private static FeelString? Choice(FormField field, bool saysYes)
    {
        var option = saysYes ? field.Options.FirstOrDefault() : field.Options.LastOrDefault();
        return option is null ? null : FeelValue.Of(option.Value);
    }
}
