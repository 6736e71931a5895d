using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel.Values;
using Shouldly;

namespace Samanvay.Tests.Engine.Situations.Alerts;

/// <summary>A city under warnings: its rule as a playbook writes it, and alerts for it.</summary>
internal static class Warned
{
    public const string Rain = """
        {
          "id": "rain-warning", "title": "Rain warning",
          "alert": {"when": "=list contains(categories, \"Met\") and contains(lower case(event), \"rain\")"},
          "levels": [
            {"name": "watch", "severity": 4},
            {"name": "warning", "when": "=severity in (\"Severe\", \"Extreme\")", "severity": 3},
            {"name": "red", "when": "=severity = \"Extreme\" and urgency != \"Future\"", "severity": 1}
          ],
          "closableAfter": "PT6H"
        }
        """;

    public static Instant Six { get; } = Instant.FromUtc(2026, 9, 3, 6, 0);

    public static AlertRule Rule(string json)
    {
        var draft = SituationReader.ReadAlert(json);
        draft.Problems.ShouldBeEmpty();
        var rule = draft.Value!.Bind(FeelContext.Empty);
        rule.Problems.ShouldBeEmpty();
        return rule.Value!;
    }

    public static AlertKey Key(string id, int minute = 0) => new("met", id, Six + Duration.FromMinutes(minute));

    /// <summary>Sent at a minute after six, for the whole city, until noon.</summary>
    public static AlertMessage Alert(
        string id, int minute = 0, string severity = "Severe", AlertMessageKind kind = AlertMessageKind.Alert,
        params AlertKey[] about) => new(Key(id, minute), kind)
        {
            Acts = true, References = [.. about], Sender = "met", Brief = new AlertBrief(id, "Heavy rain"),
            Parts = kind == AlertMessageKind.Cancel ? [] : [Part(severity)],
        };

    public static AlertMessage Update(string id, int minute, string severity, params AlertKey[] about) =>
        Alert(id, minute, severity, AlertMessageKind.Update, about);

    public static AlertMessage Cancel(string id, int minute, params AlertKey[] about) =>
        Alert(id, minute, "", AlertMessageKind.Cancel, about);

    public static AlertPart Part(string severity) => new("Heavy rain")
    {
        Categories = ["Met"], Severity = severity, Urgency = "Expected", Certainty = "Likely", IsHere = true,
        Wards = ["w-1", "w-2"], Expires = Six + Duration.FromHours(6),
    };

    /// <summary>Takes them in their order, a minute after each other, and then lets time pass.</summary>
    public static (AlertBook Book, ImmutableArray<AlertOutcome> Outcomes, ImmutableArray<string> Told) Follow(
        AlertRule rule, Duration until, params AlertMessage[] messages)
    {
        var (book, now) = (AlertBook.Empty, Six + Duration.FromMinutes(90));
        var outcomes = ImmutableArray.CreateBuilder<AlertOutcome>();
        var told = ImmutableArray.CreateBuilder<string>();
        foreach (var message in messages)
        {
            now += Duration.FromMinutes(1);
            var moved = AlertEngine.Receive([rule], book, message, now);
            (book, _) = (moved.Book, moved.Outcome);
            outcomes.Add(moved.Outcome!.Value);
            told.AddRange(moved.Told.Select(Word));
        }

        var ended = AlertEngine.Tick([rule], book, Instant.Max(now, Six + until));
        return (ended.Book, outcomes.ToImmutable(), [.. told, .. ended.Told.Select(Word)]);
    }

    private static string Word(AlertTold told) => told.Change.MessageName!
        + (told.Change.Key == "city" ? "" : $"@{told.Change.Key}");
}
