using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Runtime.Export;

/// <summary>Values as all formats write them.</summary>
public static class LogText
{
    private static readonly InstantPattern Pattern =
        InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fff'Z'");

    /// <summary>Since then an object has what it has had from the beginning.</summary>
    public static string Always { get; } = Of(NodaConstants.UnixEpoch);

    public static string Of(Instant instant) => Pattern.Format(instant);

    public static string Of(object value) => value switch
    {
        Instant instant => Of(instant),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
