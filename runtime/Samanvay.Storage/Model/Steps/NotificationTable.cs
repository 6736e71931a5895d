using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Steps;

/// <summary>One message in one person's list on the screen.</summary>
public sealed class Notification
{
    public long Id { get; init; }
    public required CityId City { get; init; }
    public required PersonId Person { get; init; }
    public required string Key { get; init; }

    /// <summary>The operation that the message leads to.</summary>
    public string? Operation { get; init; }

    public required string Level { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public Instant At { get; init; }
    public Instant? ReadAt { get; set; }
}

internal sealed class NotificationTable : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.HasIndex(row => new { row.City, row.Operation });
        builder.HasIndex(row => new { row.City, row.Person, row.Key }).IsUnique();
        builder.HasIndex(row => new { row.City, row.Person, row.Id });
    }
}
