using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Cities;

namespace Samanvay.Storage.Model.Cities;

internal sealed class DeviceTable : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.ToTable("devices");
        builder.HasKey(device => new { device.City, device.Id });
        builder.HasIndex(device => new { device.City, device.Signal });
    }
}

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        // A key is looked up before its city is known, so its public part is unique across cities.
        builder.HasKey(key => key.Id);
        builder.HasIndex(key => key.City);
    }
}
