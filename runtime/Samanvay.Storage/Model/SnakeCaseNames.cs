using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Samanvay.Storage.Model;

/// <summary>Columns are named as in SQL, so that hand-written statements need no quotes on any database.</summary>
internal static class SnakeCaseNames
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}
