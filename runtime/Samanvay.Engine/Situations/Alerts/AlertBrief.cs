using NodaTime;
using NodaTime.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Situations.Alerts;

/// <summary>What a procedure is told of the alert that raised its situation, as <c>alert</c>.</summary>
public sealed record AlertBrief(string Identifier, string Event)
{
    public string? Headline { get; init; }

    public string? Description { get; init; }

    public string? Instruction { get; init; }

    public string? Severity { get; init; }

    public string? Urgency { get; init; }

    public string? Certainty { get; init; }

    public string? Sender { get; init; }

    public string? Area { get; init; }

    public Instant? Onset { get; init; }

    public Instant? Expires { get; init; }

    public FeelContext ToFeel() => FeelContext.Of(
        ("identifier", Text(Identifier)), ("event", Text(Event)), ("headline", Text(Headline)),
        ("description", Text(Description)), ("instruction", Text(Instruction)), ("severity", Text(Severity)),
        ("urgency", Text(Urgency)), ("certainty", Text(Certainty)), ("sender", Text(Sender)), ("area", Text(Area)),
        ("onset", Text(Onset)), ("expires", Text(Expires)));

    private static FeelValue Text(Instant? at) =>
        Text(at is { } instant ? InstantPattern.General.Format(instant) : null);

    private static FeelValue Text(string? text) => text is null ? FeelValue.Null : FeelValue.Of(text);
}
