using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Samanvay.Storage.PostgreSql;

/// <summary>
/// Keeps what protects cookies, so that whoever signed in at one process is known to the others.
/// </summary>
internal sealed class PostgresKeys(IDbContextFactory<PostgresContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.CreateDbContext();
        return [.. context.Set<StoredProtection>().AsNoTracking().ToList().Select(row => XElement.Parse(row.Xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = contexts.CreateDbContext();
        context.Add(new StoredProtection
        {
            Name = friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        context.SaveChanges();
    }
}

/// <summary>One key that protects cookies.</summary>
internal sealed class StoredProtection
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
