using Samanvay.Feel;

namespace Samanvay.Server.Api;

/// <summary>Why a request can not be read, before anybody looks at what it asks for.</summary>
/// <param name="Said">What is wrong and what to do; a screen says it in its reader's language.</param>
/// <param name="Pointer">The place in the body (RFC 6901); null for the body as a whole.</param>
internal sealed record RequestProblem(int Status, string Code, Sentence Said, string? Pointer = null)
{
    /// <summary>In English, as programs are told.</summary>
    public string Message => Said.ToString();

    public IResult Answer() => Problems.Of(Status, Code, Message, Pointer);
}

/// <summary>What was read, or why it was not.</summary>
internal sealed record RequestRead<T>(T? Value, RequestProblem? Problem) where T : class
{
    public static implicit operator RequestRead<T>(T value) => new(value, null);

    public static implicit operator RequestRead<T>(RequestProblem problem) => new(null, problem);
}
