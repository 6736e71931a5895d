using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Work;
using Samanvay.Server.SignIn;

namespace Samanvay.Server.Api;

/// <summary>What all acts of a signed-in person over HTTP have in common.</summary>
/// <remarks>What changes something takes an <c>Idempotency-Key</c>: sent again, it is answered the same and done
/// once.</remarks>
internal static class PersonRequest
{
    private const string KeyHeader = "Idempotency-Key";
    private const int KeyMax = 200;

    public static Task<IResult> AskAsync(
        HttpContext context, CitySnapshots cities, Func<Asker, string, Task<IResult>> ask) =>
        AskAsync(context, cities, async asker =>
            context.Request.Headers[KeyHeader].ToString() is { Length: > 0 and <= KeyMax } key
                ? await ask(asker, KeyOf(context.Request.Path, key))
                : Problems.Of(
                    StatusCodes.Status400BadRequest, "key-missing",
                    $"Send an {KeyHeader} of 1 to {KeyMax} characters, so that the request is done only once.",
                    $"header {KeyHeader}"));

    /// <summary>A key that is used for one act and again for another must not make the second seem done.</summary>
    internal static string KeyOf(PathString path, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{key}")));

    /// <summary>For what changes nothing.</summary>
    public static async Task<IResult> AskAsync(
        HttpContext context, CitySnapshots cities, Func<Asker, Task<IResult>> ask) =>
        await AccountClaims.AskerOfAsync(context.User, cities, context.RequestAborted) is { } asker
            ? await ask(asker)
            : Problems.Of(StatusCodes.Status401Unauthorized, "not-signed-in", "Sign in first.");

    public static Task<IResult> WithBodyAsync<T>(
        HttpContext context, TimeProvider host, Func<JsonElement, RequestRead<T>> read,
        Func<T, Task<Answer<Recorded>>> ask) where T : class =>
        ReadAsync(context, host, read, async body => Answered(await ask(body)));

    public static async Task<IResult> ReadAsync<T>(
        HttpContext context, TimeProvider host, Func<JsonElement, RequestRead<T>> read, Func<T, Task<IResult>> ask)
        where T : class
    {
        var json = await JsonText.ReadAsync(context, StepBody.BytesMax, host);
        if (json.Problem is { } malformed) return malformed.Answer();
        using var document = json.Value!;
        var body = read(document.RootElement);
        return body.Problem is { } problem ? problem.Answer() : await ask(body.Value!);
    }

    public static IResult Answered(Answer<Recorded> answer) => Problems.Of(answer, recorded => Results.Json(
        new { operation = recorded.Operation.Value, sequence = recorded.Sequence }));
}
