using NodaTime;
using Samanvay.Engine.ServiceLevels;

namespace Samanvay.Server.Verbs;

/// <summary>What is replayed, and to which server.</summary>
internal sealed record ReplayOptions(string File, string Mapping, string Key, Uri Server)
{
    /// <summary>The file without its folder: whoever replays it from elsewhere goes on with the same events.</summary>
    public string Name => Path.GetFileName(File);

    public string? Device { get; init; }

    public bool Shift { get; init; }

    /// <summary>With <see cref="Shift"/>: where the last reading is moved, in place of now.</summary>
    public Instant? EndsAt { get; init; }

    public static ReplayOptions Read(string[] args)
    {
        var arguments = new Arguments(args);
        var mapping = arguments.Text("--mapping") ?? throw new UsageException("replay needs --mapping FILE.");
        var key = KeyOf(arguments.Text("--key") ?? Environment.GetEnvironmentVariable("SAMANVAY_KEY"));
        var server = ServerOf(arguments.Text("--to") ?? ServeOptions.DefaultUrls);
        var device = arguments.Text("--device");
        var end = arguments.Text("--end") is { } text ? Instants.Read("--end", text) : (Instant?)null;
        var shift = arguments.Flag("--shift");
        if (end is not null && !shift)
            throw new UsageException("--end says where --shift moves the readings: it goes with --shift only.");

        return arguments.Rest(most: 1) is [var file]
            ? new ReplayOptions(file, mapping, key, server) { Device = device, Shift = shift, EndsAt = end }
            : throw new UsageException("replay needs a FILE of readings.");
    }

    private static string KeyOf(string? text) => text?.Trim() switch
    {
        null or "" => throw new UsageException(
            "replay needs --key KEY, an API key that the City screen issues (or SAMANVAY_KEY)."),
        var key when key.All(char.IsAscii) && !key.Any(char.IsControl) => key,
        _ => throw new UsageException("--key is no API key: copy it again from the City screen."),
    };

    private static Uri ServerOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"--to needs the server's address, such as {ServeOptions.DefaultUrls}.");
}

/// <summary>Instants on the command line.</summary>
internal static class Instants
{
    public static Instant Read(string option, string text) =>
        ClockText.TryParseInstant(text, out var instant)
            ? instant
            : throw new UsageException(
                $"{option} needs an instant with its offset, such as 2017-03-12T00:00:00+10:00, not '{text}'.");
}
