using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Engine.Situations.Windows;

namespace Samanvay.Engine.Situations;

public sealed partial class SituationReader
{
    private const int InputsMax = 8;
    private const int StepsMax = 4;
    private const int MaintenanceMax = 100;

    private ImmutableArray<DraftInput> Inputs(JsonElement root)
    {
        if (!root.TryGetProperty("inputs", out var inputs) || !IsObject(inputs, "inputs")) return [];
        var read = ImmutableArray.CreateBuilder<DraftInput>();
        foreach (var input in inputs.EnumerateObject())
            if (IsObject(input.Value, $"inputs.{input.Name}")) read.Add(Input(input.Name, input.Value));
        if (read.Count > InputsMax) Report("inputs", $"A rule reads {InputsMax} other signals at most.");
        if (read.Any(input => input.Name == Evidence.Own || !Variable().IsMatch(input.Name)))
            {
            Report("inputs", "Name inputs by letters and digits, beginning with a small letter; "
                + $"{Evidence.Own} is the rule's own signal.");
        }
        return [.. read.OrderBy(input => input.Name, StringComparer.Ordinal)];
    }

    private DraftInput Input(string name, JsonElement input)
    {
        var field = $"inputs.{name}";
        Allow(input, field, "signal", "unit", "period", "staleAfter", "events", "measure", "near", "take", "plausible");
        Time(input, "period", $"{field}.period");
        Time(input, "staleAfter", $"{field}.staleAfter");
        var isEvents = IsEvents(input, field);
        return new(name, Text(input, "signal", field), Text(input, "unit", field))
        {
            IsEvents = isEvents, Measure = Measure(input, field, isEvents), Near = Near(input, field),
            Take = Choice(input, "take", Combination.Max, field),
            StuckReadings = Plausible(input, $"{field}.plausible"),
        };
    }

    // Series come regularly, events do not: one of both must be said.
    private bool IsEvents(JsonElement parent, string within)
    {
        var isEvents = parent.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.True;
        if (isEvents == parent.TryGetProperty("period", out _))
        {
            Report(Within(within, "period"), "Say how often the signal is read, as 10 min (PT10M in the file), or that "
                + "it comes as events.");
        }

        return isEvents;
    }

    private DraftMeasure Measure(JsonElement parent, string within, bool isEvents)
    {
        var field = Within(within, "measure");
        if (!parent.TryGetProperty("measure", out var measure) || !IsObject(measure, field))
            return new(MeasureKind.Last);
        Allow(measure, field, "of", "over", "readings", "atLeast");
        Time(measure, "over", $"{field}.over");
        var of = Choice(measure, "of", MeasureKind.Avg, field);
        var readings = measure.TryGetProperty("readings", out _) ? Whole(measure, "readings", field, (2, 100)) : null;
        var atLeast = measure.TryGetProperty("atLeast", out _) ? Whole(measure, "atLeast", field, (1, 1000)) : null;
        if (of != MeasureKind.Last && readings is null == !measure.TryGetProperty("over", out _))
            Report(field, "Say over which time, as 1 h (PT1H in the file), or over how many readings.");
        if (isEvents && of is MeasureKind.Rate or MeasureKind.Delta)
            Report(field, "Events have no rate and no difference. Count them, or sum them.");
        return new(of, readings ?? 0, atLeast);
    }

    private Nearness Near(JsonElement input, string within)
    {
        if (!input.TryGetProperty("near", out var near)) return new(NearKind.Key);
        if (near.ValueKind != JsonValueKind.Object)
        {
            var kind = Choice(input, "near", NearKind.Key, within);
            if (kind == NearKind.Radius) Report($"{within}.near", "Write how far, as {\"metres\": 500}.");
            return new(kind);
        }

        Allow(near, $"{within}.near", "metres");
        return new(NearKind.Radius, Whole(near, "metres", $"{within}.near", (1, 100_000)) ?? 0);
    }

    private int After(JsonElement root)
    {
        if (!root.TryGetProperty("after", out var after)) return 0;
        if (after.ValueKind != JsonValueKind.Array || after.GetArrayLength() is 0 or > StepsMax)
        {
            Report("after", $"Name one to {StepsMax} conditions, in their order.");
            return 0;
        }

        var count = 0;
        foreach (var step in after.EnumerateArray())
        {
            var field = $"after[{count++}]";
            if (!IsObject(step, field)) continue;
            Allow(step, field, "when", "within");
            if (!step.TryGetProperty("when", out _)) Report($"{field}.when", "Say what must have been.");
            if (!step.TryGetProperty("within", out _))
                Report($"{field}.within", "Say how long ago at most, as 3 h (PT3H in the file).");
            Condition(step, "when", $"{field}.when");
            Time(step, "within", $"{field}.within");
        }

        return count;
    }

    private Confirmation? Confirmed(JsonElement quorum)
    {
        const string Field = "quorum.confirmed";
        if (!quorum.TryGetProperty("confirmed", out var confirmed) || !IsObject(confirmed, Field)) return null;
        Allow(confirmed, Field, "input", "reports", "sensors");
        return new(
            Text(confirmed, "input", Field), Whole(confirmed, "reports", Field, (1, 1000)) ?? 1,
            Whole(confirmed, "sensors", Field, (1, 100)) ?? 1);
    }

    private int Repeated(JsonElement root, string name, string count, string calm)
    {
        if (!root.TryGetProperty(name, out var limit) || !IsObject(limit, name)) return 0;
        Allow(limit, name, count, "within", calm);
        foreach (var field in (string[])["within", calm])
        {
            if (!limit.TryGetProperty(field, out _))
                Report($"{name}.{field}", "Write a time, as 1 h (PT1H in the file).");
            Time(limit, field, $"{name}.{field}");
        }

        return Whole(limit, count, name, (2, 1000)) ?? 0;
    }

    private ImmutableArray<MaintenanceWindow> MaintenanceWindows(JsonElement root)
    {
        if (!root.TryGetProperty("maintenance", out var windows)) return [];
        var read = ImmutableArray.CreateBuilder<MaintenanceWindow>();
        if (windows.ValueKind != JsonValueKind.Array || windows.GetArrayLength() > MaintenanceMax)
        {
            Report("maintenance", $"List {MaintenanceMax} windows at most, each with from and until.");
            return [];
        }

        foreach (var window in windows.EnumerateArray())
            if (MaintenanceWindow(window, $"maintenance[{read.Count}]") is { } one) read.Add(one);
        return read.ToImmutable();
    }

    private MaintenanceWindow? MaintenanceWindow(JsonElement window, string field)
    {
        if (!IsObject(window, field)) return null;
        Allow(window, field, "from", "until", "key", "sensor");
        if (ClockText.TryParseInstant(Text(window, "from", field), out var from)
            && ClockText.TryParseInstant(Text(window, "until", field), out var until) && from < until)
        {
            return new(from, until, Optional(window, "key", field), Optional(window, "sensor", field));
        }

        Report(field, "Write from and until as 2026-08-03T22:00:00Z, the end after the beginning.");
        return null;
    }

    private string? Optional(JsonElement parent, string name, string within) =>
        parent.TryGetProperty(name, out _) ? Text(parent, name, within) : null;

    private void Condition(JsonElement parent, string name, string field)
    {
        if (!parent.TryGetProperty(name, out var value)) return;
        if (Expression(value, field) is not { } parsed) Report(field, "Write FEEL after =, as \"=rain > 20\".");
        else if (parsed.Value is { } expression) _conditions[field] = expression;
    }

    // A hyphen would be a minus in an expression.
    [GeneratedRegex("^[a-z][A-Za-z0-9]*\\z")]
    private static partial Regex Variable();

    private static string Within(string within, string name) => within.Length == 0 ? name : $"{within}.{name}";
}
