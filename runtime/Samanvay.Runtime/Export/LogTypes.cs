using System.Collections.Immutable;

namespace Samanvay.Runtime.Export;

/// <summary>The types of events and objects that a log can hold, each with all its attributes.</summary>
/// <param name="WithPeople">Whether people are named, and what they wrote is told.</param>
public sealed record LogTypes(bool WithPeople)
{
    public const string Incident = "incident";
    public const string Run = "procedure-run";
    public const string WorkItem = "work-item";
    public const string Promise = "promise";
    public const string Person = "person";
    public const string Role = "role";
    public const string Agency = "agency";
    public const string Asset = "asset";
    public const string Sensor = "sensor";

    private static readonly ImmutableArray<LogField> OfEveryEvent =
    [
        new("sequence", LogValueKind.Number), Text("element"), Text("element_name"), Text("element_type"),
    ];

    public ImmutableArray<LogType> Events =>
    [
        .. FactShapes.All.Select(shape => new LogType(
            shape.Name,
            [
                .. OfEveryEvent,
                .. shape.Values(WithPeople).Select(told => new LogField(told.Name, told.Kind)),
            ])),
    ];

    public ImmutableArray<LogType> Objects =>
    [
        new(Incident, [Text("city"), Text("kind"), Text("severity"), Text("ward"), .. Named("title")]),
        new(Run, [Text("procedure"), new("number", LogValueKind.Number), Text("version"), Text("name")]),
        new(WorkItem, [Text("element"), Text("element_name"), Text("role")]),
        new(Promise, [Text("level"), Text("metric")]),
        new(Person, [.. Named("name")]),
        new(Role, [Text("name")]),
        new(Agency, [Text("name")]),
        new(Asset, [Text("name")]),
        new(Sensor, [Text("name"), Text("signal"), Text("unit"), Text("ward")]),
    ];

    private static LogField Text(string name) => new(name, LogValueKind.Text);

    private ImmutableArray<LogField> Named(string name) => WithPeople ? [Text(name)] : [];
}

public sealed record LogType(string Name, ImmutableArray<LogField> Attributes);

public sealed record LogField(string Name, LogValueKind Kind);

/// <summary>The kinds of values that OCEL 2.0 knows and facts have.</summary>
public enum LogValueKind
{
    Text,
    Time,
    Number,
    Truth,
}
