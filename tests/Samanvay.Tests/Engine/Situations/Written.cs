using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Feel.Values;
using Shouldly;

namespace Samanvay.Tests.Engine.Situations;

/// <summary>Rules as a playbook writes them, and readings for them.</summary>
internal static class Written
{
    public static Instant Noon { get; } = Instant.FromUtc(2026, 8, 3, 12, 0);

    /// <summary>A rule on water in a street, with more settings after its usual ones.</summary>
    public static SituationRule Street(string more, string when = "true") => Rule($$"""
        {
          "id": "water", "signal": "street.water", "unit": "cm", "key": "ward", "period": "PT10M",
          "staleAfter": "PT24H", "levels": [{"name": "deep", "at": 30, "severity": 3, "when": "={{when}}"}], {{more}}
        }
        """);

    public static SituationRule Rule(string json)
    {
        var draft = SituationReader.Read(json);
        draft.Problems.ShouldBeEmpty();
        var rule = draft.Value!.Bind(FeelContext.Empty);
        rule.Problems.ShouldBeEmpty();
        return rule.Value!;
    }

    public static Observation At(double minutes, decimal? value, string sensor = "s", string? input = null) =>
        new("w-1", sensor, Noon + Duration.FromMinutes(minutes), value) { Input = input };

    /// <summary>Runs readings in their order, and then lets time pass.</summary>
    public static (SituationState State, List<SituationChange> Changes) Run(
        SituationRule rule, IEnumerable<Observation> readings, double until)
    {
        var (state, changes) = Rivers.Run(rule, readings);
        var ended = SituationEngine.Tick(rule, state, Noon + Duration.FromMinutes(until));
        return (ended.State, [.. changes, .. ended.Changes]);
    }

    /// <summary>Changes of levels as <c>10 raised/deep</c>, in minutes after noon.</summary>
    public static IEnumerable<string> Told(IEnumerable<SituationChange> changes) =>
        from change in changes
        where change.MessageName is not null
        let name = change.MessageName!.Split('/', 2)[1]
        select string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{(change.At - Noon).TotalMinutes} {name}");
}
