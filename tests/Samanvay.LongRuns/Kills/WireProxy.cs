using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Samanvay.LongRuns.Kills;

/// <summary>When, around a chosen request, something happens.</summary>
internal enum WireMoment
{
    /// <summary>The request never reaches the database.</summary>
    Before,

    /// <summary>The request is on its way; whether it is carried out nobody can tell.</summary>
    Amid,

    /// <summary>It is carried out, and the answer never comes.</summary>
    After,
}

/// <summary>
/// Stands between a process and its PostgreSQL, knows where each request ends, and strikes at a chosen one.
/// </summary>
internal sealed class WireProxy : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly Lock _lock = new();
    private WireStrike? _next;
    private int _passed;

    public WireProxy(string connection)
    {
        _target = new NpgsqlConnectionStringBuilder(connection);
        _listener.Start();
        Connection = new NpgsqlConnectionStringBuilder(connection)
        {
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,
        }.ConnectionString;
        _ = AcceptAsync();
    }

    /// <summary>The way through here.</summary>
    public string Connection { get; }

    /// <summary>From now on requests count; ends when the strike has happened.</summary>
    public Task Arm(WireStrike strike)
    {
        lock (_lock) (_next, _passed) = (strike, 0);
        return strike.Happened;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>The strike that this request has come to, if it has.</summary>
    internal WireStrike? Pass(ReadOnlySpan<byte> frame)
    {
        lock (_lock)
        {
            if (_next is not { } strike || (strike.OnlyCommits && !IsCommit(frame))) return null;
            if (++_passed < strike.At) return null;
            _next = null;
            return strike;
        }
    }

    private static bool IsCommit(ReadOnlySpan<byte> frame) => frame[0] == 'Q' && frame[5..].StartsWith("COMMIT"u8);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = new WireLink(this, client, _target.Port).RunAsync(_stop.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody comes any more.
        }
    }
}

/// <summary>What happens at which request.</summary>
/// <param name="At">The number of the request, from when the proxy was armed.</param>
/// <param name="Act">Null cuts the connection; both sides then live on.</param>
internal sealed record WireStrike(int At, WireMoment Moment, Action? Act)
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool OnlyCommits { get; init; }

    public Task Happened => _happened.Task;

    public void Happen(Action cut)
    {
        if (Act is null) cut();
        else Act();
        _happened.TrySetResult();
    }
}

/// <summary>One connection through the proxy.</summary>
internal sealed class WireLink(WireProxy proxy, TcpClient client, int port) : IDisposable
{
    private const int Header = 5;

    private readonly TcpClient _server = new();
    private volatile WireStrike? _withheld;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            (client.NoDelay, _server.NoDelay) = (true, true);
            await _server.ConnectAsync(IPAddress.Loopback, port, cancellation);
            await await Task.WhenAny(AskAsync(cancellation), AnswerAsync(cancellation));
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException or EndOfStreamException or InvalidOperationException)
        {
            // One side has gone, so the other goes too.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        var (from, to) = (client.GetStream(), _server.GetStream());
        // The first message has no type, and one that asks to cancel another request stays the only one.
        var length = new byte[4];
        await from.ReadExactlyAsync(length, cancellation);
        var first = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        length.CopyTo(first, 0);
        await from.ReadExactlyAsync(first.AsMemory(4), cancellation);
        await to.WriteAsync(first, cancellation);
        using var request = new MemoryStream();
        while (true)
        {
            var frame = await FrameAsync(from, cancellation);
            request.Write(frame);
            if (frame[0] is not ((byte)'Q' or (byte)'S' or (byte)'X' or (byte)'p')) continue;
            var strike = frame[0] is (byte)'Q' or (byte)'S' ? proxy.Pass(frame) : null;
            if (strike is { Moment: WireMoment.Before })
            {
                strike.Happen(Dispose);
                return;
            }
            if (strike is { Moment: WireMoment.After }) _withheld = strike;
            await to.WriteAsync(request.GetBuffer().AsMemory(0, (int)request.Length), cancellation);
            request.SetLength(0);
            if (strike is not { Moment: WireMoment.Amid }) continue;
            strike.Happen(Dispose);
            return;
        }
    }

    private async Task AnswerAsync(CancellationToken cancellation)
    {
        var (from, to) = (_server.GetStream(), client.GetStream());
        while (true)
        {
            var frame = await FrameAsync(from, cancellation);
            if (_withheld is not { } strike)
            {
                await to.WriteAsync(frame, cancellation);
            }
            else if (frame[0] == 'Z')
            {
                strike.Happen(Dispose);
                return;
            }
        }
    }

    private static async Task<byte[]> FrameAsync(NetworkStream from, CancellationToken cancellation)
    {
        var header = new byte[Header];
        await from.ReadExactlyAsync(header, cancellation);
        var frame = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        header.CopyTo(frame, 0);
        await from.ReadExactlyAsync(frame.AsMemory(Header), cancellation);
        return frame;
    }
}
