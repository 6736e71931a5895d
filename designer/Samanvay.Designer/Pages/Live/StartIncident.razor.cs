using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Work;

namespace Samanvay.Designer.Pages.Live;

/// <summary>Reports an incident by hand and starts the procedure for it.</summary>
public sealed partial class StartIncident
{
    /// <summary>The kind of what no procedure is started for.</summary>
    private const string Reported = "reported";

    private string _title = "";
    private int _severity = 3;
    private string _ward = "";
    private string _choice = "";
    private string? _readFrom;
    private ImmutableArray<(string Id, string Name)> _wards = [];

    /// <summary>As a GeoJSON feature collection with id and name.</summary>
    [Parameter, EditorRequired]
    public string Wards { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<StartableProcedure> Procedures { get; set; } = [];

    [Parameter, EditorRequired]
    public Func<NewIncident, string, Task<Refusal?>> Act { get; set; } = null!;

    internal static ImmutableArray<(string Id, string Name)> Read(string wards)
    {
        using var document = JsonDocument.Parse(wards);
        return
        [
            .. document.RootElement.GetProperty("features").EnumerateArray()
            .Select(ward => ward.GetProperty("properties"))
                .Select(ward => (ward.GetProperty("id").GetString()!, ward.GetProperty("name").GetString()!))
                .OrderBy(ward => ward.Item2, StringComparer.CurrentCulture),
        ];
    }

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_readFrom, Wards)) return;
        _readFrom = Wards;
        _wards = Read(Wards);
    }

    private async Task<Refusal?> StartAsync(string reason, string key)
    {
        var procedure = Procedures.FirstOrDefault(each => each.Choice == _choice);
        var place = new Place(_ward.Length == 0 ? null : _ward, null, null, null);
        var incident = new NewIncident(
            _title, procedure?.Kind ?? Reported, (IncidentSeverity)_severity, place, procedure?.Version)
        {
            Message = procedure?.Message,
        };
        var refusal = await Act(incident, key);
        if (refusal is null) (_title, _choice) = ("", "");
        return refusal;
    }
}
