using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Cities;

namespace Samanvay.Storage.Model.Cities;

internal sealed class RetentionTable : IEntityTypeConfiguration<Retention>
{
    public void Configure(EntityTypeBuilder<Retention> builder)
    {
        builder.ToTable("retentions");
        builder.HasKey(retention => new { retention.City, retention.Procedure });
    }
}
