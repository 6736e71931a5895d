using System.Text;
using Microsoft.JSInterop;

namespace Samanvay.Designer.Components;

/// <summary>Hands a file that a screen has made over to the browser, which keeps it among its downloads.</summary>
internal static class BrowserFile
{
    private const string Table = "text/csv;charset=utf-8";

    /// <param name="address">Of the browser's side of it.</param>
    public static async Task SaveAsync(IJSRuntime browser, string address, string name, string csv)
    {
        await using var module = await browser.InvokeAsync<IJSObjectReference>("import", "./" + address.TrimStart('/'));
        // As a stream: a message of more than 32 KB would end the circuit.
        using var stream = new DotNetStreamReference(new MemoryStream(Encoding.UTF8.GetBytes(csv)));
        await module.InvokeVoidAsync("save", name, Table, stream);
    }
}
