using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>When work counts as completed. The server's receipt, unless a device that was off line can prove an
/// earlier instant.</summary>
public static class CompletionTime
{
    public static readonly Duration SyncAgeMax = Duration.FromHours(24);
    public static readonly Duration SkewMax = Duration.FromSeconds(120);

    public static Instant Of(Instant receivedAt, DeviceRecord? device) =>
        device is not null && IsTrusted(receivedAt, device) ? Instant.Min(device.CompletedAt, receivedAt) : receivedAt;

    private static bool IsTrusted(Instant receivedAt, DeviceRecord device) =>
        device.IsSignatureValid && device.SyncedAt <= receivedAt && receivedAt - device.SyncedAt <= SyncAgeMax
        && device.CompletedAt >= device.SyncedAt && Duration.Max(device.Skew, -device.Skew) <= SkewMax;
}

/// <summary>What a device says about work that was finished off line.</summary>
/// <param name="CompletedAt">Its monotonic clock plus the offset to the server that it learnt at the
/// synchronisation.</param>
/// <param name="Skew">How far its wall clock stood from the server's then.</param>
public sealed record DeviceRecord(Instant CompletedAt, Instant SyncedAt, Duration Skew, bool IsSignatureValid);
