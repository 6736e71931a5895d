namespace Samanvay.Runtime.Services;

/// <summary>Waiting for the first of several things, without leaving the others behind.</summary>
internal static class Waiting
{
    public static async Task FirstAsync(
        IEnumerable<Func<CancellationToken, Task>> waits, CancellationToken cancellation)
    {
        using var race = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = await Task.WhenAny(waits.Select(wait => wait(race.Token)));
        await race.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        await first;
    }
}
