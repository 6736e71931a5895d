using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Procedures;

/// <summary>A published procedure. It never changes; what runs on it keeps it to the end.</summary>
/// <param name="Id">The hash of all of <paramref name="Files"/> and the parameters.</param>
/// <param name="Number">Counts the versions of the procedure from 1, for people.</param>
public sealed record ProcedureVersion(
    CityId City, ProcedureVersionId Id, ProcedureId Procedure, int Number, ProcedureFiles Files)
{
    public required string Name { get; init; }

    /// <summary>The city's own values where they differ from the defaults.</summary>
    public ParameterValues Parameters { get; init; } = ParameterValues.None;

    public required Instant PublishedAt { get; init; }

    public required PersonId PublishedBy { get; init; }

    /// <summary>Absent for what came in a playbook: there an administrator accepted it.</summary>
    public PersonId? ApprovedBy { get; init; }

    /// <summary>The playbook that it came in, with its version, for example <c>org.example.flood 1.2.0</c>.</summary>
    public string? Playbook { get; init; }

    /// <summary>Starts nothing new from then on.</summary>
    public Instant? RetiredAt { get; init; }

    public PersonId? RetiredBy { get; init; }

    public static ProcedureVersionId IdOf(ProcedureFiles files, ParameterValues parameters) =>
        new(parameters.Texts.IsEmpty ? files.Hash() : files.With("parameters.json", parameters.ToJson()).Hash());
}
