using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Storage.Model.Intake;

/// <summary>What is remembered of a feed that the city fetches.</summary>
public sealed class StoredPoll
{
    public required CityId City { get; init; }
    public required string Feed { get; init; }
    public required string Address { get; init; }
    public Instant NextAt { get; init; }

    /// <summary>Until when one of several processes has it in hand; one that dies leaves it to the others.</summary>
    public Instant? ClaimedUntil { get; init; }

    public required byte[] State { get; init; }
}

internal sealed class PollTable : IEntityTypeConfiguration<StoredPoll>
{
    public void Configure(EntityTypeBuilder<StoredPoll> builder)
    {
        builder.ToTable("feed_polls");
        builder.HasKey(row => new { row.City, row.Feed });
    }
}
