using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Cities;

/// <summary>
/// How long what ended by a procedure stays in the database before it is written to an archive and deleted. A procedure
/// without one is kept for ever.
/// </summary>
public sealed record Retention(CityId City, ProcedureId Procedure, int Days)
{
    /// <summary>Longer than anything else of an incident is kept: keys of commands, messages that were sent.</summary>
    public const int DaysMin = 30;

    public const int DaysMax = 36_500;
}
