using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>A row that is there when a transaction was committed, and only then.</summary>
/// <remarks>Where the server crashed before anything of a transaction was on the disk, it gives the same id to another
/// one afterwards, and says of that id what became of the other. So the id alone proves nothing.</remarks>
/// <param name="Sql">Answers a row when it is there.</param>
internal sealed record PostgresWitness(string Sql, params object?[] Values)
{
    /// <summary>Null where the batch leaves nothing that would be different without it, or does no harm when it is
    /// saved once more.</summary>
    public static PostgresWitness? Of(StepBatch batch) => batch switch
    {
        { Operations: [{ Key: var key, History: [.., var last] }, ..] } => new(
            "SELECT 1 FROM history WHERE city = $1 AND operation = $2 AND sequence = $3 AND hash = $4",
            key.City.Value, key.Operation.Text(), last.Sequence, last.Hash.Stored()),
        { Handled: [var handled, ..] } => new(
            "SELECT 1 FROM handled_keys WHERE city = $1 AND key = $2 AND at = $3",
            handled.Key.City.Value, handled.Key.Key, handled.At.Stored()),
        { Inbox: [var row, ..] } => new("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE id = $1)", row),
        { Done: [var effect, ..] } => new("SELECT 1 FROM outbox WHERE id = $1 AND status = 1", effect.Id),
        _ => null,
    };

    public static PostgresWitness? Of(ObservationBatch batch) => batch switch
    {
        { Segments: [var segment, ..] } => new(
            "SELECT 1 FROM observation_segments WHERE city = $1 AND position = $2 AND body = $3",
            segment.City.Value, segment.Position, segment.Body.Stored()),
        { Situations: [var row, ..] } => new(
            """
            SELECT 1 FROM situation_states
            WHERE city = $1 AND rule = $2 AND place = $3 AND changes = $4 AND state = $5
            """,
            row.Key.City.Value, row.Key.Rule, row.Key.Place, row.Changes, row.State.Stored()),
        _ => null,
    };
}
