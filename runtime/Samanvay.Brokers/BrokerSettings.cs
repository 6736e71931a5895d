using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Samanvay.Brokers;

/// <summary>The brokers that the city's queues are at, as the environment names them. Never in the database: who may
/// read a feed's settings must not read its password.</summary>
public sealed record BrokerSettings(ImmutableSortedDictionary<string, Broker> Brokers)
{
    /// <summary>What a feed's address means that names no broker.</summary>
    public const string Usual = "default";

    /// <summary>Reads <c>Brokers:NAME:Uri</c> (<c>amqps://host/vhost</c>), <c>User</c>, and <c>Password</c> or
    /// <c>PasswordFile</c>.</summary>
    /// <exception cref="FormatException">One of them can not be used.</exception>
    public static BrokerSettings Read(IConfiguration configuration) => new(
        configuration.GetSection("Brokers").GetChildren().Select(Read).ToImmutableSortedDictionary(
            broker => broker.Name, broker => broker, StringComparer.OrdinalIgnoreCase));

    private static Broker Read(IConfigurationSection section)
    {
        if (!Uri.TryCreate(section["Uri"], UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps"))
        {
            throw new FormatException(
                $"Brokers:{section.Key}:Uri must be an address like amqps://broker.example/city.");
        }

        if (uri.Scheme == "amqp" && !IsHere(uri))
        {
            throw new FormatException(
                $"Brokers:{section.Key}:Uri must begin with amqps: passwords and alarms do not go openly over a net.");
        }

        var password = section["PasswordFile"] is { Length: > 0 } file
            ? File.ReadAllText(file).TrimEnd('\r', '\n')
            : section["Password"];
        return new Broker(section.Key, uri) { User = section["User"], Password = password };
    }

    private static bool IsHere(Uri uri) => uri.IsLoopback
        || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address));
}

public sealed record Broker(string Name, Uri Uri)
{
    public string? User { get; init; }

    public string? Password { get; init; }

    // A record would print its password into every log.
    public override string ToString() => Name;
}
