using Microsoft.Extensions.Logging;

namespace Samanvay.Designer;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "A diagram or map was not drawn in a person's browser.")]
    public static partial void DiagramNotDrawn(ILogger logger, Exception reason);
}
