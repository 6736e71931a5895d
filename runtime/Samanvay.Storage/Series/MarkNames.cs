using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Series;

/// <summary>
/// The short names under which events are remembered: twelve bytes for the source among all cities and senders, then
/// the id as it is, so that ids that count up lie side by side; a long id is shortened too.
/// </summary>
internal sealed class MarkNames
{
    private const int SourceLength = 12;
    private const int IdLengthMax = 28;
    private const int SourcesMax = 10_000;

    // No text in UTF-8 begins with it.
    private const byte Shortened = 0xFF;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<(CityId City, string Source), byte[]> Sources = [];

    private (CityId City, string Source) _last;
    private byte[] _lastName = [];

    public byte[] Of(ObservationId id)
    {
        var source = SourceOf(id);
        var length = Encoding.UTF8.GetByteCount(id.Id);
        var name = new byte[SourceLength + (length <= IdLengthMax ? length : IdLengthMax)];
        source.CopyTo(name, 0);
        var place = name.AsSpan(SourceLength);
        if (length <= IdLengthMax)
        {
            Encoding.UTF8.GetBytes(id.Id, place);
        }
        else
        {
            place[0] = Shortened;
            SHA256.HashData(Encoding.UTF8.GetBytes(id.Id)).AsSpan(0, IdLengthMax - 1).CopyTo(place[1..]);
        }

        return name;
    }

    /// <summary>Whole hours are enough for what is remembered for days.</summary>
    public static long HourAfter(Instant until) => (until.ToUnixTimeSeconds() / 3600) + 1;

    private byte[] SourceOf(ObservationId id)
    {
        if (_lastName.Length > 0 && _last.Source == id.Source && _last.City == id.City) return _lastName;
        _last = (id.City, id.Source);
        return _lastName = Known(_last);
    }

    private static byte[] Known((CityId City, string Source) source)
    {
        lock (Gate)
        {
            if (Sources.TryGetValue(source, out var known)) return known;
            if (Sources.Count == SourcesMax) Sources.Clear();
            var whole = SHA256.HashData(Encoding.UTF8.GetBytes($"{source.City.Value}\n{source.Source}"));
            return Sources[source] = whole[..SourceLength];
        }
    }
}
