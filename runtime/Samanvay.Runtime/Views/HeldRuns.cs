using System.Collections.Immutable;
using System.Globalization;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Views;

/// <summary>The runs of a city that are held now; usually none.</summary>
public sealed class HeldRuns(IEnumerable<Listed<OperationHeader>> headers)
{
    private readonly ImmutableHashSet<(OperationId Operation, int Run)> _runs =
    [
        .. from header in headers
           from number in (header.Line.Held ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select (header.Operation, int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)),
    ];

    public bool Contains(OperationId operation, int run) => _runs.Contains((operation, run));

    public int CountOf(OperationId operation) => _runs.Count(run => run.Operation == operation);
}
