using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.City;

/// <summary>How long what ended by each procedure stays before it is archived.</summary>
public sealed partial class Keeping
{
    private ImmutableArray<ShelvedProcedure> _procedures = [];

    [Inject]
    internal ProcedureShelf Shelf { get; set; } = null!;

    internal override string Section => "keeping";

    private ShelvedProcedure? Edited => _procedures.FirstOrDefault(procedure => procedure.Id.Value == Edit);

    private string DaysHelp => T["city.keeping.help", Retention.DaysMin];

    protected override async Task ReadyAsync()
    {
        if (await Shelf.ListAsync(Who!, Cancellation) is Granted<ImmutableArray<ShelvedProcedure>> { Value: var all })
            _procedures = [.. all.Where(procedure => procedure.Newest is not null)];
    }

    private static string NameOf(ShelvedProcedure procedure) =>
        procedure.NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    private int? DaysOf(ProcedureId procedure) => Setup!.Retentions.GetValueOrDefault(procedure.Value)?.Days;

    private string? DaysText(ProcedureId procedure) => DaysOf(procedure)?.ToString(CultureInfo.InvariantCulture);

    private string Said(int? days) =>
        days is { } number ? T["city.keeping.for", number] : T["city.keeping.forever"];

    private Task SaveRetentionAsync()
    {
        if (Setup is null || Edited is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        return form.Number("days") switch
        {
            null => SaveAsync(new RemoveRetention(Edited.Id)),
            // Not a number, or no whole one: the rules refuse it and say what is asked for.
            { } days => SaveAsync(new SaveRetention(new Retention(
                Setup.City.Id, Edited.Id, double.IsInteger(days) && Math.Abs(days) < int.MaxValue ? (int)days : 0))),
        };
    }
}
