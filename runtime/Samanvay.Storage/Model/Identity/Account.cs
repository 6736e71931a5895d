using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Identity;

/// <summary>How a person signs in. What they may do is not kept here: it is the city's own record of the
/// person.</summary>
public sealed class Account : IdentityUser
{
    public CityId City { get; set; }

    public PersonId Person { get; set; }
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasIndex(account => new { account.City, account.Person }).IsUnique();
    }
}
