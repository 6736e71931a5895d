using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Storage.Model.Playbooks;

internal sealed class PlaybookTable : IEntityTypeConfiguration<StoredPlaybook>
{
    public void Configure(EntityTypeBuilder<StoredPlaybook> builder)
    {
        builder.ToTable("playbooks");
        builder.HasKey(playbook => new { playbook.City, playbook.Id, playbook.Version });
    }
}
