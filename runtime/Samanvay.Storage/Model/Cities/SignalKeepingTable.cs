using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Storage.Model.Cities;

internal sealed class SignalKeepingTable : IEntityTypeConfiguration<SignalKeeping>
{
    public void Configure(EntityTypeBuilder<SignalKeeping> builder)
    {
        builder.ToTable("signal_keepings");
        builder.HasKey(keeping => new { keeping.City, keeping.Signal });
        builder.Property(keeping => keeping.Signal).HasMaxLength(IdText.LengthMax);
        builder.Ignore(keeping => keeping.IsPossible);
    }
}
