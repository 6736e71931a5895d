using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>Opening hours and holidays by which service clocks count.</summary>
public sealed partial class Calendars
{
    private const string Example = """
        {
          "weekly": {
            "monday": [["10:00", "18:00"]],
            "tuesday": [["10:00", "18:00"]],
            "wednesday": [["10:00", "18:00"]],
            "thursday": [["10:00", "18:00"]],
            "friday": [["10:00", "18:00"]],
            "saturday": [["10:00", "14:00"]]
          },
          "rules": ["second-saturday-closed"],
          "exceptions": { "2027-01-26": [] }
        }
        """;

    internal override string Section => "calendars";

    private CityCalendar? Edited => Edit is null ? null : Setup?.Calendars.GetValueOrDefault(Edit);

    internal override CityEdit RemovalOf(string id) => new RemoveCalendar(id);

    private Task SaveCalendarAsync()
    {
        if (Setup is null || Posted(EditForm) is not { } form) return Task.CompletedTask;
        var id = Edited?.Id ?? form.Text("id") ?? "";
        return AddOrSaveAsync(Edited, new SaveCalendar(
            new CityCalendar(Setup.City.Id, id, form.Text("name") ?? "", form.Text("content") ?? "")));
    }
}
