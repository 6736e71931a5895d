using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Samanvay.Storage.Model;
using Samanvay.Storage.Model.Identity;

namespace Samanvay.Storage;

/// <summary>
/// The one model of the database, for definitions, screens and migrations; the step path uses set-based SQL on the
/// same database. Each table's shape is one configuration file under <c>Model/</c>. As it stands here it is SQLite's;
/// another database has a context derived from it, because each has a set of migrations of its own.
/// </summary>
public partial class SamanvayDbContext : IdentityUserContext<Account>
{
    public SamanvayDbContext(DbContextOptions<SamanvayDbContext> options) : base(options)
    {
    }

    protected SamanvayDbContext(DbContextOptions options) : base(options)
    {
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conversions.Register(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(SamanvayDbContext).Assembly);
        SnakeCaseNames.Apply(builder);
    }
}
