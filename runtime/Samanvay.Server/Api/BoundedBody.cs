using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api;

/// <summary>
/// Reads the body of a request whole, within limits of size and time, whether or not its length was announced.
/// </summary>
internal static class BoundedBody
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The bytes, which are UTF-8 and have no byte order mark any more.</summary>
    public static async Task<RequestRead<BodyText>> ReadTextAsync(
        HttpContext context, int max, TimeProvider host)
    {
        var read = await ReadBytesAsync(context, max, host);
        if (read.Value?.Bytes is not { } bytes) return read;
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        return Utf8.IsValid(bytes.Span) ? new BodyText(bytes) : NotUtf8(bytes.Span);
    }

    /// <summary>The bytes as they came: XML says itself how it is encoded.</summary>
    public static async Task<RequestRead<BodyText>> ReadBytesAsync(HttpContext context, int max, TimeProvider host)
    {
        if (Encoded(context.Request) is { } encoded) return encoded;
        if (context.Request.ContentLength > max) return TooLarge(max);
        using var slow = new CancellationTokenSource(Longest, host);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(slow.Token, context.RequestAborted);
        try
        {
            return await ReadAsync(context.Request.Body, max, either.Token) is { } bytes
                ? new BodyText(bytes)
                : TooLarge(max);
        }
        catch (OperationCanceledException) when (slow.IsCancellationRequested)
        {
            return TooSlow();
        }
        catch (BadHttpRequestException problem)
        {
            return Of(problem, max);
        }
    }

    /// <summary>What the server found wrong while it received the request.</summary>
    public static RequestProblem Of(BadHttpRequestException problem, int? max = null) => problem.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge when max is { } size => TooLarge(size),
        StatusCodes.Status413PayloadTooLarge => new(
            problem.StatusCode, SignalRefusals.TooLarge, "The body is too large for this call. Send less at a time."),
        StatusCodes.Status408RequestTimeout => TooSlow(),
        _ => new(
            problem.StatusCode, SignalRefusals.CutShort,
            "The request ended before it was complete, or is not HTTP as it should be. Send it again, whole."),
    };

    // Null when there is more than the limit. What comes after the limit is not read.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream body, int max, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        while (true)
        {
            var room = buffer.GetMemory(4096);
            var count = await body.ReadAsync(room, cancellation);
            if (count == 0) return buffer.WrittenMemory;
            buffer.Advance(count);
            if (buffer.WrittenCount > max) return null;
        }
    }

    // A compressed body could be a thousand times its size: nobody needs it for readings.
    private static RequestProblem? Encoded(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return null;
        request.HttpContext.Response.Headers.AcceptEncoding = "identity";
        return new RequestProblem(
            StatusCodes.Status415UnsupportedMediaType, SignalRefusals.ContentEncoding,
            "A compressed body is not taken. Send it without Content-Encoding.");
    }

    private static RequestProblem NotUtf8(ReadOnlySpan<byte> bytes)
    {
        var place = 0;
        while (Rune.DecodeFromUtf8(bytes[place..], out _, out var length) == OperationStatus.Done) place += length;
        return new RequestProblem(
            StatusCodes.Status400BadRequest, SignalRefusals.NotUtf8,
            $"The body is not UTF-8: byte {place + 1} begins no character. Send the text in UTF-8.");
    }

    private static RequestProblem TooLarge(int max) => new(
        StatusCodes.Status413PayloadTooLarge, SignalRefusals.TooLarge,
        $"The body may have {max} bytes. Send less at a time.");

    private static RequestProblem TooSlow() => new(
        StatusCodes.Status408RequestTimeout, SignalRefusals.TooSlow,
        "The body did not arrive in time; nothing was taken. Send it again over a better line, or less at a time.");
}

/// <summary>The bytes of a body.</summary>
internal sealed record BodyText(ReadOnlyMemory<byte> Bytes);
