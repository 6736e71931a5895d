using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Storage.Model;
using Samanvay.Storage.Model.Identity;

namespace Samanvay.Storage;

/// <summary>
/// The one model of the database, for definitions, screens and migrations; the step path uses set-based SQL on the same
/// connection. Each table's shape is one configuration file under <c>Model/</c>.
/// </summary>
public sealed partial class SamanvayDbContext(DbContextOptions<SamanvayDbContext> options)
    : IdentityUserContext<Account>(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantAsMilliseconds>();
        configurationBuilder.Properties<OperationId>().HaveConversion<OperationIdAsText>().HaveMaxLength(36);
        configurationBuilder.Properties<CityId>().HaveConversion<CityIdAsText>().HaveMaxLength(IdText.LengthMax);
        configurationBuilder.Properties<PersonId>().HaveConversion<PersonIdAsText>().HaveMaxLength(IdText.LengthMax);
        configurationBuilder.Properties<AgencyId>().HaveConversion<AgencyIdAsText>().HaveMaxLength(IdText.LengthMax);
        configurationBuilder.Properties<RoleId>().HaveConversion<RoleIdAsText>().HaveMaxLength(IdText.LengthMax);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(SamanvayDbContext).Assembly);
        SnakeCaseNames.Apply(builder);
    }
}
