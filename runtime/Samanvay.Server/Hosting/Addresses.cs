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
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
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
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new UsageException($"--urls needs addresses such as {ServeOptions.DefaultUrls}, not '{url}'.");
        }
    }

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
