using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Model.Steps;

/// <summary>Where a city's clock stands, so that it goes on from there.</summary>
public sealed class CityClockEntry
{
    public required CityId City { get; init; }
    public ClockMode Mode { get; init; }
    public double Speed { get; init; }
    public Instant Now { get; init; }
}

internal sealed class CityClockTable : IEntityTypeConfiguration<CityClockEntry>
{
    public void Configure(EntityTypeBuilder<CityClockEntry> builder)
    {
        builder.ToTable("city_clock");
        builder.HasKey(row => row.City);
    }
}
