using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Designer.Localization;

namespace Samanvay.Tests.Designer;

/// <summary>
/// What every test of a component needs: words, a city in India, and a clock that stands at ten past six in the
/// morning.
/// </summary>
public abstract class ScreenTest : BunitContext
{
    protected static readonly Instant Now = Instant.FromUtc(2026, 7, 14, 0, 40);

    protected static readonly DateTimeZone India = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];

    protected ScreenTest()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization();
        Services.AddSingleton<TimeProvider>(new StoppedClock(Now));
        Services.AddSingleton<Texts>();
        Services.AddScoped<CurrentSurroundings>();
        var person = new SignedInPerson("Asha Rao", "Control room operator");
        Services.AddSingleton<FindSurroundings>((_, _) =>
            ValueTask.FromResult(new Surroundings("Sample City", India, person, true)));
    }

    protected static void Speak(string language) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    private sealed class StoppedClock(Instant now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
    }
}
