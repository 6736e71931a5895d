using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Samanvay.Server.Verbs;

namespace Samanvay.Server.Hosting;

/// <summary>Where the server is to listen, looked at before anything is opened.</summary>
internal static class Addresses
{
    /// <exception cref="StartException">One of them is no address, or is taken.</exception>
    public static void Check(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0) throw NoAddress(urls);
        foreach (var url in all)
        {
            var address = BindingAddressOf(url);
            if (address.Port > 0)
                Check(url, address);
        }
    }

    private static BindingAddress BindingAddressOf(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.Port <= IPEndPoint.MaxPort
                ? address
                : throw NoAddress(url);
        }
        catch (FormatException)
        {
            throw NoAddress(url);
        }
    }

    private static UsageException NoAddress(string url) =>
        new($"--urls needs addresses such as {ServeOptions.DefaultUrls}, not '{url}'.");

    private static void Check(string url, BindingAddress address)
    {
        var host = IPAddress.TryParse(address.Host, out var given) ? given
            : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
        try
        {
            using var listener = new TcpListener(host, address.Port);
            listener.Start();
        }
        catch (SocketException problem)
        {
            throw Problem(url, address.Port, problem);
        }
    }

    /// <summary>The sentence for an address that the server could not have after all.</summary>
    public static StartException Taken(string urls) =>
        new($"The address {urls} is taken by another program. Stop it, or listen elsewhere with --urls.");

    /// <summary>The sentence for an encrypted address without what encrypts it.</summary>
    public static StartException NoCertificate(string urls) =>
        new($"There is no certificate for {urls}. Name one in ASPNETCORE_Kestrel__Certificates__Default__Path, or "
            + "listen on http:// and let a proxy in front of this server encrypt.");

    private static StartException Problem(string url, int port, SocketException problem) => new(
        problem.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"Port {Text(port)} is taken by another program. Stop it, or listen elsewhere: --urls "
                    + url.Replace($":{Text(port)}", $":{Text(port + 1)}", StringComparison.Ordinal),
            SocketError.AccessDenied =>
                $"This user may not listen on port {Text(port)}. Take one above 1023 with --urls.",
            _ => $"This machine can not listen on {url}: {problem.Message}.",
        });

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
