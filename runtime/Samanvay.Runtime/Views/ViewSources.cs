using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Series;
using Samanvay.Runtime.Views.Naming;

namespace Samanvay.Runtime.Views;

/// <summary>Where the views come from.</summary>
public sealed class ViewSources
{
    public required IViewStore Store { get; init; }

    public required CitySnapshots Cities { get; init; }

    public required IOperationContexts Contexts { get; init; }

    public required IProcedureStore Procedures { get; init; }

    public required IIntakeContexts Intake { get; init; }

    public required ProcedureCatalog Catalog { get; init; }

    public required CityTime Time { get; init; }

    public required SeriesReader Series { get; init; }

    /// <summary>What the asker's screen is to be made of; absent when there is no such city.</summary>
    internal async Task<ViewScene?> SceneAsync(Asker asker, string language, CancellationToken cancellation)
    {
        if (await Cities.FindAsync(asker.City, cancellation) is not { } city) return null;
        var context = await Contexts.GetAsync(asker.City, cancellation);
        var words = ProcedureWords.Of(await Catalog.OfAsync(asker.City, cancellation), language);
        return new ViewScene(asker, city, Time.View(asker.City), language)
        {
            Context = context,
            Names = new CityNames(city.Setup, context, language) { Words = words },
        };
    }
}

/// <summary>One asker's look at one city at one moment.</summary>
internal sealed record ViewScene(Asker Asker, CitySnapshot City, CityClockView Clock, string Language)
{
    public required OperationContext Context { get; init; }

    public required CityNames Names { get; init; }

    public NodaTime.Instant Now => Clock.Clock.Now;
}
