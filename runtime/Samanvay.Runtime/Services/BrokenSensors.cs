using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Services;

/// <summary>The incident of sensors that can not be believed, where the city has no procedure for it.</summary>
internal static class BrokenSensors
{
    public const string Kind = "sensor-fault";

    public static SituationPlan Plan { get; } = new(Kind, TitleIn("en"), []);

    public static string TitleIn(string language) => language == "hi" ? "सेंसर में ख़राबी" : "Sensor fault";
}
