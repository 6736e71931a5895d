using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Cities;

namespace Samanvay.Storage.Model.Cities;

internal sealed class CityTable : IEntityTypeConfiguration<City>
{
    public void Configure(EntityTypeBuilder<City> builder)
    {
        builder.ToTable("cities");
        builder.HasKey(city => city.Id);
    }
}

internal sealed class AgencyTable : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> builder)
    {
        builder.ToTable("agencies");
        builder.HasKey(agency => new { agency.City, agency.Id });
    }
}

internal sealed class WardTable : IEntityTypeConfiguration<Ward>
{
    public void Configure(EntityTypeBuilder<Ward> builder)
    {
        builder.ToTable("wards");
        builder.HasKey(ward => new { ward.City, ward.Id });
    }
}

internal sealed class CalendarTable : IEntityTypeConfiguration<CityCalendar>
{
    public void Configure(EntityTypeBuilder<CityCalendar> builder)
    {
        builder.ToTable("calendars");
        builder.HasKey(calendar => new { calendar.City, calendar.Id });
    }
}
