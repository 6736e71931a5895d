using System.Globalization;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Audit;

/// <summary>An entry of a history and its hash, which stands for all entries before it too.</summary>
public sealed record ChainHead(OperationKey Key, long Sequence, ReadOnlyMemory<byte> Hash)
{
    /// <summary>The digest of the archive, where the history lies in one.</summary>
    public string? Archive { get; init; }

    public OperationSequence Place => new(Key, Sequence);

    /// <summary>City, operation, sequence, hash and, where there is one, the archive, with a tab between.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Key.City.Value}\t{Key.Operation}\t{Sequence}\t{Convert.ToHexStringLower(Hash.Span)}")
        + (Archive is null ? "" : $"\t{Archive}");

    public static ChainHead Parse(string line) => line.Split('\t') switch
    {
        [var city, var operation, var sequence, var hash, .. var archive] => new ChainHead(
            new OperationKey(new CityId(city), new OperationId(Guid.Parse(operation))),
            long.Parse(sequence, CultureInfo.InvariantCulture), Convert.FromHexString(hash))
        {
            Archive = archive is [var digest] ? digest : null,
        },
        _ => throw new FormatException($"'{line}' is no sealed hash."),
    };
}
