using System.Buffers.Binary;
using System.Globalization;
using NodaTime;
using Samanvay.Runtime.Intake;

namespace Samanvay.Benchmarks.Situations;

/// <summary>What one gateway hands in at once, as it travels between the processes.</summary>
/// <param name="Gateway">Its sensors are those whose numbers begin here.</param>
/// <param name="Round">How often it was their turn before.</param>
internal readonly record struct Readings(int Gateway, int Round)
{
    public const int Each = 500;
    public const int Gateways = SensorCity.Sensors / Each;
    public const int Head = 2 * sizeof(int);

    private const int Size = sizeof(int) + sizeof(long);

    private static readonly Duration Period = Duration.FromMinutes(1);

    /// <summary>So that the whole season lies in the past and in no round behind the clock.</summary>
    private static readonly Duration Back = Duration.FromHours(12);

    public byte[] Write()
    {
        var bytes = new byte[Head + (Each * Size)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Gateway);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), Round);
        for (var index = 0; index < Each; index++)
        {
            var place = bytes.AsSpan(Head + (index * Size));
            var sensor = (Gateway * Each) + index;
            BinaryPrimitives.WriteInt32LittleEndian(place, sensor);
            BinaryPrimitives.WriteInt64LittleEndian(place[sizeof(int)..], Centimetres(sensor, Round));
        }

        return bytes;
    }

    /// <summary>The events as the door of the intake would hand them on.</summary>
    public static List<SignalEvent> Read(ReadOnlySpan<byte> bytes, Instant began)
    {
        var gateway = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var round = BinaryPrimitives.ReadInt32LittleEndian(bytes[sizeof(int)..]);
        var source = string.Create(CultureInfo.InvariantCulture, $"urn:gateway:{gateway}");
        var at = began - Back + (round * Period);
        var signals = new List<SignalEvent>(Each);
        for (var place = Head; place < bytes.Length; place += Size)
        {
            var sensor = BinaryPrimitives.ReadInt32LittleEndian(bytes[place..]);
            var value = BinaryPrimitives.ReadInt64LittleEndian(bytes[(place + sizeof(int))..]);
            signals.Add(new SignalEvent(
                source, Id(round, sensor), SensorCity.Name(sensor), at + Duration.FromSeconds(sensor % 50),
                value / 100m, null)
            {
                Sender = "gateways",
            });
        }

        return signals;
    }

    // A gateway counts what it sends.
    private static string Id(int round, int sensor) =>
        ((((long)round * SensorCity.Sensors) + sensor)).ToString("0000000000", CultureInfo.InvariantCulture);

    // Water that moves a little at every gauge; at one in two hundred it rises and falls again.
    private static long Centimetres(int sensor, int round)
    {
        var calm = 200 + (((sensor * 7) + (round * 13)) % 90);
        return sensor % 200 == 0 ? calm + (round % 4 is 2 or 3 ? 350 : 0) : calm;
    }
}
