using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// Messages over one connection in both directions: length, number, content. What waits travels together.
/// </summary>
internal sealed class Wire : IAsyncDisposable
{
    private const int Head = sizeof(int) + sizeof(int);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly Channel<(int Number, ReadOnlyMemory<byte> Content)> _leaving =
        Channel.CreateUnbounded<(int, ReadOnlyMemory<byte>)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Task _sending;

    public Wire(Socket socket)
    {
        socket.NoDelay = true;
        (_socket, _stream) = (socket, new NetworkStream(socket, ownsSocket: true));
        _sending = Task.Run(SendAsync);
    }

    public void Send(int number, ReadOnlyMemory<byte> content) => _leaving.Writer.TryWrite((number, content));

    /// <summary>Hands over each message until the other side closes.</summary>
    /// <param name="handle">Must not wait; the content is its own only while it runs.</param>
    public async Task ReadAsync(Action<int, ReadOnlySequence<byte>> handle)
    {
        var reader = PipeReader.Create(_stream);
        while (true)
        {
            var read = await reader.ReadAsync();
            var left = read.Buffer;
            while (TryTake(ref left, out var number, out var content)) handle(number, content);
            reader.AdvanceTo(left.Start, left.End);
            if (read.IsCompleted) return;
        }
    }

    /// <summary>Sends what is left and tells the other side that no more comes.</summary>
    public async Task FinishAsync()
    {
        if (!_leaving.Writer.TryComplete()) return;
        await _sending;
        _socket.Shutdown(SocketShutdown.Send);
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync();
        await _stream.DisposeAsync();
    }

    private static bool TryTake(
        ref ReadOnlySequence<byte> buffer, out int number, out ReadOnlySequence<byte> content)
    {
        (number, content) = (0, default);
        Span<byte> head = stackalloc byte[Head];
        if (buffer.Length < Head) return false;
        buffer.Slice(0, Head).CopyTo(head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (buffer.Length < Head + length) return false;
        number = BinaryPrimitives.ReadInt32LittleEndian(head[sizeof(int)..]);
        content = buffer.Slice(Head, length);
        buffer = buffer.Slice(Head + length);
        return true;
    }

    private async Task SendAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        while (await _leaving.Reader.WaitToReadAsync())
        {
            while (_leaving.Reader.TryRead(out var message))
            {
                var head = buffer.GetSpan(Head);
                BinaryPrimitives.WriteInt32LittleEndian(head, message.Content.Length);
                BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(int)..], message.Number);
                buffer.Advance(Head);
                buffer.Write(message.Content.Span);
            }
            await _stream.WriteAsync(buffer.WrittenMemory);
            buffer.ResetWrittenCount();
        }
    }
}
