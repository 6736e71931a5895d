using Microsoft.AspNetCore.Components;
using Samanvay.Designer.Pages.City.Parts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City;

/// <summary>Keys with which devices and gateways hand in their readings. A key's text is shown once, in the answer
/// that makes it.</summary>
public sealed partial class Keys
{
    // What stands before the id in the choice of whom a key speaks for.
    private const string ForDevice = "device:";
    private const string ForGateway = "gateway:";

    private IssuedKey? _issued;

    [Inject]
    private KeyDesk KeyDesk { get; set; } = null!;

    /// <summary>The device to choose at first.</summary>
    [SupplyParameterFromQuery]
    public string? Device { get; set; }

    internal override string Section => "keys";

    // The setup was loaded before the key was issued.
    private IReadOnlyList<ApiKey> Listed =>
    [
        .. Setup!.Keys.Values.Concat(_issued is { Key: var key } ? [key] : [])
            .OrderBy(key => key.RevokedAt is not null).ThenByDescending(key => key.IssuedAt),
    ];

    private string? EnteredUnlessIssued(string field, string? stored) =>
        _issued is null ? Entered(field, stored) : null;

    internal override async Task RemoveAsync()
    {
        if (Who is null || Posted(RemoveForm)?.Text("id") is not { } id) return;
        var answer = await KeyDesk.RevokeAsync(Who, new ApiKeyId(id), Cancellation);
        Refusal = (answer as Refused<ApiKey>)?.Reason;
        if (Refusal is null) Address.NavigateTo($"{Here}?saved=true");
    }

    private async Task IssueAsync()
    {
        if (Who is null || Posted(EditForm) is not { } form) return;
        var target = form.Text("for") ?? "";
        var request = new KeyRequest(
            form.Text("name") ?? "",
            After(ForDevice, target) is { } device ? new DeviceId(device) : null, After(ForGateway, target));
        var answer = await KeyDesk.IssueAsync(Who, request, Cancellation);
        _issued = (answer as Granted<IssuedKey>)?.Value;
        Refusal = (answer as Refused<IssuedKey>)?.Reason;
    }

    private static string? After(string mark, string target) =>
        target.StartsWith(mark, StringComparison.Ordinal) ? target[mark.Length..] : null;

    private IReadOnlyList<Choice> Targets(CitySetup setup) =>
    [
        .. setup.Gateways.Select(gateway => new Choice(ForGateway + gateway, T["city.keys.for.gateway", gateway,
            setup.Devices.Values.Count(device => device.Gateway == gateway)])),
        .. setup.Devices.Values.Select(device => new Choice(ForDevice + device.Id, $"{device.Name} ({device.Id})")),
    ];

    private string IssuedAt(ApiKey key) => CityTimeText.Of(key.IssuedAt, Setup!.City.Zone);

    private string IssuedBy(ApiKey key) =>
        Setup!.People.GetValueOrDefault(key.IssuedBy.Value)?.Name ?? key.IssuedBy.Value;

    private static Dictionary<string, string> FieldsOf(ApiKey key) =>
        new() { ["_handler"] = RemoveForm, ["id"] = key.Id.Value };
}
