using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Samanvay.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef</c> see the model without starting the product.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SamanvayDbContext>
{
    public SamanvayDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SamanvayDbContext>().UseSqlite("Data Source=:memory:").Options);
}
