using Microsoft.AspNetCore.Http;

namespace Samanvay.Designer.Hosting;

/// <summary>What a sign-in link says: whose password may be chosen, and the token that proves it.</summary>
public sealed record Invitation(string City, string Person, string Token);

/// <summary>Whether a link still works: it does until somebody has used it. The server registers it.</summary>
public delegate ValueTask<bool> CheckInvitation(HttpContext context, Invitation invitation);

/// <summary>Makes the link with which a person chooses a password; absent for who may not, and for nobody known. The
/// server registers it.</summary>
public delegate ValueTask<string?> InvitePerson(HttpContext context, string person);
