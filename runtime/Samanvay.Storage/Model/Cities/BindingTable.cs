using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samanvay.Runtime.Cities;

namespace Samanvay.Storage.Model.Cities;

internal sealed class BindingTable : IEntityTypeConfiguration<Binding>
{
    public void Configure(EntityTypeBuilder<Binding> builder)
    {
        builder.ToTable("bindings");
        builder.HasKey(binding => new { binding.City, binding.Kind, binding.Name });
        builder.Ignore(binding => binding.Key);
    }
}
