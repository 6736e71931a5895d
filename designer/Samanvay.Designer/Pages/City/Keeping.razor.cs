using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Designer.Pages.City;

/// <summary>How long what ended by each procedure stays before it is archived, and how long readings are
/// kept.</summary>
public sealed partial class Keeping
{
    // Tells a signal from a procedure in the address.
    private const string SignalPrefix = "signal/";

    private ImmutableArray<ShelvedProcedure> _procedures = [];

    [Inject]
    internal ProcedureShelf Shelf { get; set; } = null!;

    internal override string Section => "keeping";

    private ShelvedProcedure? Edited => _procedures.FirstOrDefault(procedure => procedure.Id.Value == Edit);

    private string? EditedSignal => Edit is { } edit && edit.StartsWith(SignalPrefix, StringComparison.Ordinal)
        && SignalsOf(Setup!).FirstOrDefault(signal => signal == edit[SignalPrefix.Length..]) is { } known
            ? known : null;

    private string RawHelp => T["city.keeping.raw.help", SignalKeeping.RawDaysMin];

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

    private static string Text(int days) => days.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<string> SignalsOf(CitySetup setup) => setup.Devices.Values
        .Select(device => device.Signal).Concat(setup.SignalKeepings.Keys).Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private Task SaveSignalAsync() =>
        Setup is not null && EditedSignal is { } signal && Posted(EditForm) is { } form
            ? SaveAsync(new SaveSignalKeeping(new SignalKeeping(
                Setup.City.Id, signal, form.WholeNumber("raw") ?? 0, form.WholeNumber("hourly") ?? 0)))
            : Task.CompletedTask;

    private Task SaveRetentionAsync()
    {
        if (Setup is null || Edited is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        return form.WholeNumber("days") is { } days
            ? SaveAsync(new SaveRetention(new Retention(Setup.City.Id, Edited.Id, days)))
            : SaveAsync(new RemoveRetention(Edited.Id));
    }
}
