// Makes samples/season/readings.csv: one invented flood season of one gauge, a reading every ten minutes.
// Run it with: dotnet run samples/make-season.cs
// The same seed always gives the same file, so that a replay can be compared from day to day.

#:property PublishAot=false
using System.Globalization;
using System.Text;

const int MinutesBetween = 10;
var start = new DateTime(2026, 8, 3, 0, 0, 0, DateTimeKind.Unspecified);
var path = args is [var given] ? given : Path.Combine("samples", "season", "readings.csv");

// Hours since the start and metres: calm, a false start, the flood, the recession, calm.
(double Hour, double Level)[] corners =
[
    (0, 3.10), (18, 3.05), (30, 3.60), (38, 5.80), (46, 4.60), (56, 3.90), (64, 5.00),
    (70, 8.20), (76, 10.30), (83, 12.60), (87, 14.10), (90, 14.62), (93, 14.95),
    (98, 14.30), (106, 12.00), (114, 9.60), (120, 7.80), (128, 6.60), (150, 4.90), (176, 4.00), (200, 3.60),
];

var noise = new Noise(seed: 20260803);
var csv = new StringBuilder("time,level_m\n");
var readings = (int)(corners[^1].Hour * 60 / MinutesBetween);
for (var reading = 0; reading <= readings; reading++)
{
    var hour = reading * MinutesBetween / 60.0;
    var ripple = noise.Next();
    if (IsSilent(hour)) continue;
    var time = start.AddMinutes(reading * MinutesBetween).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    csv.Append(time).Append(',').Append(Value(hour, LevelAt(corners, hour) + ripple)).Append('\n');
}

File.WriteAllText(path, csv.ToString());
Console.WriteLine($"Wrote {path}.");

// The gauge's line was down for forty minutes on the second day.
static bool IsSilent(double hour) => hour is > 26.0 and < 26.7;

// Once the gauge sent a word instead of a number, and once it saw twenty metres of water in a calm river.
static string Value(double hour, double level) => hour switch
{
    12 => "NA",
    22.5 => "19.870",
    _ => level.ToString("0.000", CultureInfo.InvariantCulture),
};

// Monotone cubic between the corners (Fritsch and Carlson 1980), so that the river never overshoots a corner.
static double LevelAt((double Hour, double Level)[] corners, double hour)
{
    var index = Math.Clamp(Array.FindLastIndex(corners, corner => corner.Hour <= hour), 0, corners.Length - 2);
    var (left, right) = (corners[index], corners[index + 1]);
    var width = right.Hour - left.Hour;
    var t = (hour - left.Hour) / width;
    var (slopeLeft, slopeRight) = (SlopeAt(corners, index), SlopeAt(corners, index + 1));
    return ((1 + 2 * t) * (1 - t) * (1 - t) * left.Level) + (t * (1 - t) * (1 - t) * width * slopeLeft)
        + (t * t * (3 - 2 * t) * right.Level) + (t * t * (t - 1) * width * slopeRight);
}

static double SlopeAt((double Hour, double Level)[] corners, int index)
{
    if (index == 0 || index == corners.Length - 1) return 0;
    var before = Secant(corners[index - 1], corners[index]);
    var after = Secant(corners[index], corners[index + 1]);
    return before * after <= 0 ? 0 : 2 * before * after / (before + after);
}

static double Secant((double Hour, double Level) from, (double Hour, double Level) to) =>
    (to.Level - from.Level) / (to.Hour - from.Hour);

/// <summary>Waves and splashing: a slow ripple of a centimetre or two from a linear congruential generator.</summary>
internal sealed class Noise(uint seed)
{
    private uint _state = seed;
    private double _ripple;

    public double Next()
    {
        _state = unchecked((_state * 1664525) + 1013904223);
        var step = ((_state >> 8) / (double)(1 << 24)) - 0.5;
        _ripple = (0.7 * _ripple) + (0.012 * step);
        return _ripple;
    }
}
