namespace Samanvay.Designer.Components.Map;

public enum MapPlaceKind
{
    Incident,
    Sensor,
    Unit,
}

public enum SensorState
{
    Normal,
    Raised,
    Silent,
}

/// <summary>Something at a place on the city's map.</summary>
/// <param name="Text">Read out and shown on hovering: what and where.</param>
public sealed record MapPlace(string Id, MapPlaceKind Kind, double Latitude, double Longitude, string Text)
{
    /// <summary>Of an incident, 1 to 5.</summary>
    public int? Severity { get; init; }

    /// <summary>Of a sensor.</summary>
    public SensorState State { get; init; }

    internal object ForBrowser() => new
    {
        id = Id,
        kind = Kind.ToString().ToLowerInvariant(),
        latitude = Latitude,
        longitude = Longitude,
        text = Text,
        severity = Severity,
        state = State.ToString().ToLowerInvariant(),
    };
}
