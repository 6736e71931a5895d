using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Audit;

/// <summary>
/// Seals how all histories stand, every hour. Where what the last seal stands for has changed there is no new one: it
/// would take away what the change can be proved with.
/// </summary>
public sealed class AuditSealing(
    IAuditStore store, AuditFolder folder, ArchiveFolder archives, CityTime time, TimeProvider host,
    ILogger<AuditSealing> log)
{
    private static readonly Duration Every = Duration.FromHours(1);
    private static readonly Duration Rest = Duration.FromMinutes(1);

    private Instant _next;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await RunOnceAsync(cancellation);
        await time.RestAsync(Rest)(cancellation);
    }

    /// <summary>The new seal; absent where it is not yet time, or something has changed.</summary>
    public async Task<AuditSeal?> RunOnceAsync(CancellationToken cancellation)
    {
        var now = host.GetCurrentInstant();
        if (now < _next) return null;
        _next = now + Every;
        var last = folder.ReadSeals() is [.., var newest] ? newest : null;
        if (last is not null && now - last.Time < Every) return null;
        var pace = new Pace(host);
        if (!await IsUnchangedAsync(pace, cancellation)) return null;
        var heads = await folder.WriteHeadsAsync(AuditCheck.AllHeadsAsync(store, pace, cancellation), cancellation);
        using var key = folder.OpenPrivateKey();
        var seal = AuditSeal.Sign(key, now, heads.Count, heads.Root, last);
        folder.Append(seal, heads);
        return seal;
    }

    private async Task<bool> IsUnchangedAsync(Pace pace, CancellationToken cancellation)
    {
        var isUnchanged = true;
        await foreach (var finding in new AuditCheck(store, folder, archives).SealedAsync(pace, cancellation))
        {
            Log.HistoryChanged(log, finding.Message, folder.Path);
            isUnchanged = false;
        }

        return isUnchanged;
    }
}
