using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Cities;

namespace Samanvay.Storage.Model.Cities;

internal sealed class RoleTable : IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Role> builder)
    {
        builder.ToTable("roles");
        builder.HasKey(role => new { role.City, role.Id });
    }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.HasKey(person => new { person.City, person.Id });
    }
}

internal sealed class RoleHolderTable : IEntityTypeConfiguration<RoleHolder>
{
    public void Configure(EntityTypeBuilder<RoleHolder> builder)
    {
        builder.ToTable("role_holders");
        builder.HasKey(holder => new { holder.City, holder.Role, holder.Person });
    }
}
