using System.Net;
using Microsoft.AspNetCore.Identity;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Model.Identity;

namespace Samanvay.Server.SignIn;

/// <summary>Signs people in, and gives new ones a link with which to choose their password.</summary>
internal sealed class SignInDesk(
    UserManager<Account> accounts, SignInManager<Account> signIn, ICityStore store, CitySnapshots cities)
{
    private const string BadLink = "link";

    /// <summary>
    /// False for a wrong name or password and for a locked account alike: an outsider learns nothing.
    /// </summary>
    public async Task<bool> SignInAsync(string name, string password)
    {
        if (await accounts.FindByNameAsync(name) is not { } account)
        {
            // As slow as a wrong password, so that the time of the answer tells no names.
            accounts.PasswordHasher.HashPassword(new Account(), password);
            return false;
        }

        var result = await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        return result.Succeeded;
    }

    /// <summary>
    /// Signs in a sample person without a password: only of a sample city, only from this very machine.
    /// </summary>
    public async Task<bool> SignInSampleAsync(HttpContext context, PersonId person)
    {
        if (await SampleCityAsync(context) is not { } city || city.PersonOf(person) is not { Active: true })
            return false;

        await signIn.SignInAsync(await AccountOfAsync(city.City.Id, person), isPersistent: false);
        return true;
    }

    /// <summary>
    /// The city whose people may be chosen without a password by this caller; null in every other case.
    /// </summary>
    public async Task<CitySnapshot?> SampleCityAsync(HttpContext context)
    {
        if (!IsLoopback(context))
            return null;

        var sample = (await store.ListAsync(context.RequestAborted))
            .FirstOrDefault(city => city.Mode == CityMode.Sample);
        return sample is null ? null : await cities.FindAsync(sample.Id, context.RequestAborted);
    }

    /// <summary>A token that lets the person choose a password, once.</summary>
    public async Task<string> InviteAsync(CityId city, PersonId person) =>
        await accounts.GeneratePasswordResetTokenAsync(await AccountOfAsync(city, person));

    /// <summary>Whether an invitation can still be taken: it works once.</summary>
    public async Task<bool> IsOpenAsync(CityId city, PersonId person, string token) =>
        await accounts.FindByNameAsync(NameOf(city, person)) is { } account
        && await accounts.VerifyUserTokenAsync(
            account, accounts.Options.Tokens.PasswordResetTokenProvider,
            UserManager<Account>.ResetPasswordTokenPurpose, token);

    /// <summary>Takes an invitation; absent when the password is set, else the name of what stands against
    /// it.</summary>
    public async Task<string?> AcceptAsync(CityId city, PersonId person, string token, string password)
    {
        if (await accounts.FindByNameAsync(NameOf(city, person)) is not { } account)
            return BadLink;

        var result = await accounts.ResetPasswordAsync(account, token, password);
        if (!result.Succeeded)
            return ProblemOf(result);

        await accounts.SetLockoutEndDateAsync(account, null);
        await signIn.SignInAsync(account, isPersistent: false);
        return null;
    }

    /// <summary>Absent when the password is changed, else the name of what stands against it.</summary>
    public async Task<string?> ChangePasswordAsync(HttpContext context, string present, string wanted)
    {
        if (await accounts.GetUserAsync(context.User) is not { } account)
            return "signedout";

        var result = await accounts.ChangePasswordAsync(account, present, wanted);
        if (result.Succeeded)
            await signIn.RefreshSignInAsync(account);

        return result.Succeeded ? null : ProblemOf(result);
    }

    public Task SignOutAsync() => signIn.SignOutAsync();

    /// <summary>True when somebody of the city can already sign in with a password.</summary>
    public async Task<bool> HasPasswordAsync(CityId city, PersonId person) =>
        await accounts.FindByNameAsync(NameOf(city, person)) is { PasswordHash: not null };

    private async Task<Account> AccountOfAsync(CityId city, PersonId person)
    {
        var name = NameOf(city, person);
        if (await accounts.FindByNameAsync(name) is { } known)
            return known;

        var account = new Account { UserName = name, City = city, Person = person };
        var result = await accounts.CreateAsync(account);
        return result.Succeeded
            ? account
            : throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }

    private static string ProblemOf(IdentityResult result) =>
        result.Errors.Select(error => error.Code).FirstOrDefault() is { } code and not "InvalidToken" ? code : BadLink;

    // A city's people sign in with their id; the city keeps two people of two cities apart.
    private static string NameOf(CityId city, PersonId person) => $"{person.Value}@{city.Value}";

    private static bool IsLoopback(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For");
}
