using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
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
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conversions.Register(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(SamanvayDbContext).Assembly);
        SnakeCaseNames.Apply(builder);
    }
}
