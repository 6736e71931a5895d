using static System.FormattableString;

namespace Samanvay.LongRuns.Soak;

/// <summary>One look at a process and its database; sizes in bytes.</summary>
/// <param name="File">What the database takes without its log and without what it can use again.</param>
/// <param name="Log">The write-ahead log.</param>
internal sealed record SoakSample(TimeSpan At, int Ended, long WorkingSet, long File, long Log)
{
    public const string Heading = "  time    ended  memory MiB  database MiB  log MiB";

    public override string ToString() => Invariant(
        $"{At:mm\\:ss}  {Ended,7}  {WorkingSet >> 20,10}  {File / 1048576.0,12:0.0}  {Log / 1048576.0,7:0.0}");
}
