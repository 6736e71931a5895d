using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Samanvay.Designer.Components;

/// <summary>
/// One facade of the browser side with the object it made. A circuit may go at any moment; then nothing can be said
/// to the
/// browser any more, and nothing needs to be.
/// </summary>
internal sealed class BrowserModule(IJSObjectReference module, IJSObjectReference made) : IAsyncDisposable
{
    /// <summary>
    /// More than any procedure or ward map, and little enough that no browser can fill the server's memory.
    /// </summary>
    private const long BytesMax = 16 * 1024 * 1024;

    public static async Task<BrowserModule> CreateAsync(
        IJSRuntime browser, string address, ElementReference host, params object?[] options)
    {
        var module = await browser.InvokeAsync<IJSObjectReference>("import", "./" + address.TrimStart('/'));
        var made = await module.InvokeAsync<IJSObjectReference>("create", [host, .. options]);
        return new BrowserModule(module, made);
    }

    public ValueTask DoAsync(string call, params object?[] values) => made.InvokeVoidAsync(call, values);

    public ValueTask<T> AskAsync<T>(string call, params object?[] values) => made.InvokeAsync<T>(call, values);

    /// <summary>Sends text as a stream, for it may be longer than a message.</summary>
    public async Task<T> SendAsync<T>(string call, string text)
    {
        using var stream = new DotNetStreamReference(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
        return await made.InvokeAsync<T>(call, stream);
    }

    /// <summary>Receives bytes as a stream: a message of more than 32 KB would end the circuit.</summary>
    public async Task<string> ReceiveAsync(string call, params object?[] values)
    {
        await using var stream = await made.InvokeAsync<IJSStreamReference>(call, values);
        await using var content = await stream.OpenReadStreamAsync(BytesMax);
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }

    public async Task<T> ReceiveAsync<T>(string call, params object?[] values) =>
        JsonSerializer.Deserialize<T>(await ReceiveAsync(call, values), JsonSerializerOptions.Web)!;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await made.InvokeVoidAsync("dispose");
            await made.DisposeAsync();
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and what it had made with it.
        }
    }
}
