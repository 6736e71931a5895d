using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Dmn;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Building;

namespace Samanvay.Runtime.Situations;

/// <summary>A rule as an author has it before them, with all that it is read with.</summary>
/// <param name="Path">Its file among those of the procedure.</param>
public sealed record RuleBench(ProcedureDraft Draft, string Path, RuleFile File)
{
    /// <summary>With the city's values, else the defaults.</summary>
    public FeelContext Parameters { get; init; } = FeelContext.Empty;

    /// <summary>The rule of the version in force; absent where none has it.</summary>
    public SituationRule? InForce { get; init; }

    /// <summary>By the city's clock, as it was opened.</summary>
    public Instant Now { get; init; }

    /// <summary>The devices that may be tried, of each signal of the city; first those that the rule reads.</summary>
    public ImmutableArray<RuleDevice> Devices { get; init; } = [];

    /// <summary>The recordings of the playbooks that hold the procedure.</summary>
    public ImmutableArray<RuleRecording> Recordings { get; init; } = [];

    internal IReadOnlyList<DecisionModel> Decisions { get; init; } = [];

    /// <summary>Absent where the diagram can not be read.</summary>
    internal AwaitedChanges? Awaited { get; init; }

    /// <summary>The decisions of the procedure that may say how severe a level is.</summary>
    public ImmutableArray<string> DecisionNames =>
        [.. Decisions.SelectMany(model => model.Decisions).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What the file says with the city's parameters in it, and what is wrong with it.</summary>
    public RuleReading Read(RuleFile file)
    {
        if (file.IsAboutAlerts)
        {
            var alert = SituationReader.ReadAlert(file.Text, Path);
            var bound = alert.Value?.Bind(Parameters, Path);
            return new(
                null, bound?.Value,
                [
                    .. alert.Problems, .. bound?.Problems ?? [],
                    .. bound?.Value is { } known ? Unawaited(known.Id, known.Levels.Select(level => level.Name)) : [],
                ]);
        }

        var draft = SituationReader.Read(file.Text, Path);
        var rule = draft.Value?.Bind(Parameters, Decisions, Path);
        return new(
            rule?.Value, null,
            [
                .. draft.Problems, .. rule?.Problems ?? [],
                .. rule?.Value is { } whole
                    ? Unheard(whole).Concat(Unawaited(whole.Id, whole.Levels.Select(level => level.Name))) : [],
            ]);
    }

    private IEnumerable<Diagnostic> Unawaited(string rule, IEnumerable<string> levels) =>
        Awaited?.Missing(Path, rule, [.. levels]) ?? [];

    // A rule about what nobody sends, or in a unit that it can not be told in, would never begin.
    private IEnumerable<Diagnostic> Unheard(SituationRule rule)
    {
        if (Devices.IsEmpty) yield break;
        foreach (var (within, signal, unit) in rule.Inputs
            .Select(input => ($"inputs.{input.Name}.", input.Signal, input.Unit))
            .Prepend(("", rule.Signal, rule.Unit)))
        {
            string[] sent =
            [
                .. Devices.Where(device => device.Signal == signal).Select(device => device.Unit).Distinct(),
            ];
            if (sent.Length == 0 && Recordings.All(recording => recording.Signal != signal))
            {
                yield return Diagnostic.Warning(
                    "SIT011", $"No device of the city sends {signal}. Choose a signal that one sends, or set one up.",
                    new Location(Path, rule.Id, within + "signal"));
            }
            else if (sent.Length > 0 && Array.TrueForAll(sent, one => Units.Convert(1, one, unit) is null))
            {
                yield return Diagnostic.Error(
                    "SIT012", $"{signal} is sent in {string.Join(", ", sent)}, which can not be told in {unit}. "
                        + "Write a unit of the same kind, by its UCUM code.",
                    new Location(Path, rule.Id, within + "unit"));
            }
        }
    }
}

/// <param name="Rule">Absent where it is about alerts or could not be read.</param>
public sealed record RuleReading(SituationRule? Rule, AlertRule? Alert, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>How much must be mended before it can be in force.</summary>
    public int Errors => Problems.Count(problem => problem.Severity == Severity.Error);

    /// <summary>What stands against one field.</summary>
    public IEnumerable<Diagnostic> About(string field) =>
        Problems.Where(problem => problem.Location.Field == field);
}

/// <param name="Id">The device's.</param>
public sealed record RuleDevice(string Id, string Name, string Signal, string Unit)
{
    /// <summary>The procedure's rules judge what it sends.</summary>
    public bool IsHeard { get; init; }
}

/// <summary>A series that a scenario of a playbook was made with.</summary>
public sealed record RuleRecording(string Playbook, string File, string Name, string Key)
{
    public required string Signal { get; init; }

    /// <summary>Unlike every other's.</summary>
    public string Id => $"{Playbook}/{File}/{Key}";
}

/// <summary>A rule as a list shows it.</summary>
public sealed record RuleLine(ProcedureId Procedure, string ProcedureName, string Path, RuleFile File)
{
    public required RuleReading Reading { get; init; }
}

/// <summary>Where the readings of a trial come from.</summary>
public abstract record TrialSource;

/// <summary>What a device of the city sent, with all that the rule reads beside it.</summary>
public sealed record DeviceSource(string Device, TrialSpan Span) : TrialSource;

/// <param name="Column">The likeliest when absent.</param>
public sealed record TableSource(string Name, string Csv, string? Column = null) : TrialSource;

/// <param name="Id">Of a <see cref="RuleRecording"/>.</param>
public sealed record RecordingSource(string Id) : TrialSource;

/// <summary>So long before now.</summary>
public enum TrialSpan { Day, Week, Month, Year }
