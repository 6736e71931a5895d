namespace Samanvay.Runtime.Services;

/// <summary>
/// Keeps long work in the background small beside the work of the day: after each stretch it rests nine times as long,
/// so that with the database it takes a tenth of one core.
/// </summary>
internal sealed class Pace(TimeProvider host)
{
    private const int RestAfterWork = 9;

    // A stretch that a full disk or a busy machine held up says nothing about how much there is to do.
    private static readonly TimeSpan RestMax = TimeSpan.FromSeconds(2);

    private long _began = host.GetTimestamp();

    public async Task RestAsync(CancellationToken cancellation)
    {
        var rest = host.GetElapsedTime(_began) * RestAfterWork;
        await Task.Delay(rest < RestMax ? rest : RestMax, host, cancellation);
        _began = host.GetTimestamp();
    }
}
