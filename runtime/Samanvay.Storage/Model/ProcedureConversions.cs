using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Storage.Model;

/// <summary>How procedures are written in a column.</summary>
internal static class ProcedureConversions
{
    public static void Register(ModelConfigurationBuilder builder)
    {
        builder.Properties<ProcedureId>().HaveConversion<ProcedureIdAsText>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<ProcedureVersionId>().HaveConversion<ProcedureVersionIdAsText>()
            .HaveMaxLength(IdText.LengthMax);
        builder.Properties<DraftState>().HaveConversion<string>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<ProcedureFiles>().HaveConversion<ProcedureFilesAsJson, ProcedureFilesComparer>();
        builder.Properties<PlaybookState>().HaveConversion<string>().HaveMaxLength(IdText.LengthMax);
        builder.Properties<PlaybookBinding>().HaveConversion<PlaybookBindingAsJson, PlaybookBindingComparer>();
        builder.Properties<ParameterValues>().HaveConversion<ParameterValuesAsJson, ParameterValuesComparer>();
    }
}

internal sealed class ProcedureIdAsText() : ValueConverter<ProcedureId, string>(
    id => id.Value, stored => new ProcedureId(stored));

internal sealed class ProcedureVersionIdAsText() : ValueConverter<ProcedureVersionId, string>(
    id => id.Value, stored => new ProcedureVersionId(stored));

internal sealed class ProcedureFilesAsJson() : ValueConverter<ProcedureFiles, string>(
    files => JsonSerializer.Serialize(files.Texts, JsonSerializerOptions.Default),
    stored => new ProcedureFiles(
        JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(stored, JsonSerializerOptions.Default)!
            .WithComparers(StringComparer.Ordinal)));

internal sealed class ProcedureFilesComparer() : ValueComparer<ProcedureFiles>(
    (left, right) => left!.Texts.SequenceEqual(right!.Texts), files => files.Texts.Count, files => files);

internal sealed class ParameterValuesAsJson() : ValueConverter<ParameterValues, string>(
    values => values.ToJson(), stored => ParameterValues.OfJson(stored));

internal sealed class ParameterValuesComparer() : ValueComparer<ParameterValues>(
    (left, right) => left!.Texts.SequenceEqual(right!.Texts), values => values.Texts.Count, values => values);

internal sealed class PlaybookBindingAsJson() : ValueConverter<PlaybookBinding, string>(
    binding => binding.ToJson(), stored => PlaybookBinding.OfJson(stored));

internal sealed class PlaybookBindingComparer() : ValueComparer<PlaybookBinding>(
    (left, right) => left!.ToJson() == right!.ToJson(), binding => binding.Roles.Count, binding => binding);
