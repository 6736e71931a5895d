using System.Xml.Linq;
using Samanvay.Adapters.Text;
using Samanvay.Feel;

namespace Samanvay.Adapters;

/// <summary>What one reading has found so far: born and dead within one call of an adapter.</summary>
internal sealed class Findings
{
    // A message that is wrong throughout is told so; more lines help nobody.
    private const int RefusalsMax = 100;

    private readonly List<Refusal> _refusals = [];

    public List<Received> Items { get; } = [];

    public int Count { get; private set; }

    public void Refuse(string code, string clause, Sentence said, string place)
    {
        Count++;
        if (_refusals.Count < RefusalsMax) _refusals.Add(new Refusal(code, clause, said, place));
    }

    /// <summary>The path of an element costs a walk over its neighbours, so it is only made where it is kept.</summary>
    public void Refuse(string code, string clause, Sentence said, XElement place) =>
        Refuse(code, clause, said, _refusals.Count < RefusalsMax ? XmlBody.PathOf(place) : "");

    public void Refuse(Refusal refusal) => Refuse(refusal.Code, refusal.Clause, refusal.Said, refusal.Place);

    /// <summary>Whether a list is longer than is looked at; then it is refused as a whole.</summary>
    public bool AreTooMany(JsonPlace list, string what, IncomingLimits limits)
    {
        if (list.Element.GetArrayLength() <= limits.ItemsMax) return false;
        Refuse(
            RefusalCodes.EventCount, IncomingLimits.Clause,
            $"There are more than {limits.ItemsMax} {what}. Send parts.", list.Pointer);
        return true;
    }

    /// <summary>Keeps what <paramref name="read"/> made only where it found nothing wrong.</summary>
    public void Keep(Func<Received?> read)
    {
        var before = Count;
        if (read() is { } item && Count == before) Items.Add(item);
    }

    public Reading ToReading() => new([.. Items], [.. _refusals]);

    public static Reading Refused(Refusal refusal) => new([], [refusal]);
}
