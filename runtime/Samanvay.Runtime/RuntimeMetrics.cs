using System.Diagnostics.Metrics;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime;

/// <summary>What the runtime counts for its operators.</summary>
public sealed class RuntimeMetrics : IDisposable
{
    /// <summary>The name under which telemetry finds them.</summary>
    public const string MeterName = "Samanvay.Runtime";

    private readonly Counter<long> _taken;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _importsRefused;
    private readonly Counter<long> _repaired;
    private int _differences;
    private long _log;
    private long _file;
    private long _free;

    internal Meter Meter { get; } = new(MeterName);

    public RuntimeMetrics()
    {
        _taken = Meter.CreateCounter<long>("samanvay.intake.taken", description: "Observations taken in.");
        _duplicates =
            Meter.CreateCounter<long>("samanvay.intake.duplicates", description: "Observations seen before.");
        _refused = Meter.CreateCounter<long>(
            "samanvay.intake.refused",
            description: "Requests and observations that were refused or could not be judged, by kind.");
        _importsRefused = Meter.CreateCounter<long>(
            "samanvay.import.refused", description: "Playbooks, diagrams and set-up files refused, by kind.");
        _repaired = Meter.CreateCounter<long>("samanvay.reconciler.repaired", description: "Lines that were mended.");
        Meter.CreateObservableGauge(
            "samanvay.reconciler.differences", () => Volatile.Read(ref _differences),
            description: "Lines that differed from the states at the last full look. Must be 0.");
        Bytes("samanvay.storage.log", () => Volatile.Read(ref _log), "What is committed and not yet in the file.");
        Bytes("samanvay.storage.file", () => Volatile.Read(ref _file), "The size of the database's file.");
        Bytes("samanvay.storage.free", () => Volatile.Read(ref _free), "What of the file holds nothing.");
    }

    /// <summary>How large the database was at the last look.</summary>
    internal void Stored(StorageSize size)
    {
        Volatile.Write(ref _log, size.Log);
        Volatile.Write(ref _file, size.File);
        Volatile.Write(ref _free, size.Free);
    }

    internal void Answered(IEnumerable<SignalAnswer> answers)
    {
        var (taken, duplicates) = (0, 0);
        foreach (var answer in answers)
        {
            if (answer is SignalTaken) taken++;
            if (answer is SignalDuplicate) duplicates++;
        }

        _taken.Add(taken);
        _duplicates.Add(duplicates);
    }

    internal void Refused(string kind) => _refused.Add(1, KeyValuePair.Create("kind", (object?)kind));

    /// <summary>One file that was not taken in; each kind of problem counts once, however often it is there.</summary>
    /// <param name="kinds">The codes of what is wrong with it.</param>
    public void ImportRefused(IEnumerable<string> kinds)
    {
        foreach (var kind in kinds.Distinct(StringComparer.Ordinal))
            _importsRefused.Add(1, KeyValuePair.Create("kind", (object?)kind));
    }

    private void Bytes(string name, Func<long> read, string description) =>
        Meter.CreateObservableGauge(name, read, "By", description);

    internal void Reconciled(int differences)
    {
        Volatile.Write(ref _differences, differences);
        _repaired.Add(differences);
    }

    public void Dispose() => Meter.Dispose();
}
