using Microsoft.AspNetCore.Http;

namespace Samanvay.Designer.Hosting;

/// <summary>
/// Whom one may choose without a password here: empty everywhere but in a sample city, seen from its own machine.
/// </summary>
public sealed record SignInChoices(IReadOnlyList<SamplePerson> People)
{
    public static readonly SignInChoices None = new([]);
}

/// <param name="Post">What the person does, in words: roles and agency.</param>
public sealed record SamplePerson(string Id, string Name, string Post, string Group);

/// <summary>Finds the choices for a request. The server registers it.</summary>
public delegate ValueTask<SignInChoices> FindSignInChoices(HttpContext context);
