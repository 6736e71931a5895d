using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Storage.Model.Procedures;

internal sealed class ProcedureDraftTable : IEntityTypeConfiguration<ProcedureDraft>
{
    public void Configure(EntityTypeBuilder<ProcedureDraft> builder)
    {
        builder.ToTable("procedure_drafts");
        builder.HasKey(draft => new { draft.City, draft.Id });
    }
}

internal sealed class DraftSaveTable : IEntityTypeConfiguration<DraftSave>
{
    public void Configure(EntityTypeBuilder<DraftSave> builder)
    {
        builder.ToTable("procedure_draft_saves");
        builder.HasKey(save => new { save.City, save.Procedure, save.Id });
        builder.HasIndex(save => new { save.City, save.Procedure, save.At });
    }
}

internal sealed class ReviewCommentTable : IEntityTypeConfiguration<ReviewComment>
{
    public void Configure(EntityTypeBuilder<ReviewComment> builder)
    {
        builder.ToTable("review_comments");
        builder.HasKey(comment => new { comment.City, comment.Procedure, comment.Id });
    }
}

internal sealed class ProcedureVersionTable : IEntityTypeConfiguration<ProcedureVersion>
{
    public void Configure(EntityTypeBuilder<ProcedureVersion> builder)
    {
        builder.ToTable("procedure_versions");
        builder.HasKey(version => new { version.City, version.Id });
        builder.HasIndex(version => new { version.City, version.Procedure, version.Number }).IsUnique();
    }
}
