namespace Samanvay.Server.Api;

/// <summary>Why a request can not be read, before anybody looks at what it asks for.</summary>
/// <param name="Pointer">The place in the body (RFC 6901); null for the body as a whole.</param>
internal sealed record RequestProblem(int Status, string Code, string Message, string? Pointer = null)
{
    public IResult Answer() => Problems.Of(Status, Code, Message, Pointer);
}

/// <summary>What was read, or why it was not.</summary>
internal sealed record RequestRead<T>(T? Value, RequestProblem? Problem) where T : class
{
    public static implicit operator RequestRead<T>(T value) => new(value, null);

    public static implicit operator RequestRead<T>(RequestProblem problem) => new(null, problem);
}
