using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;
using Samanvay.Runtime.Work;
using Samanvay.Server.Verbs;
using Samanvay.Storage;

namespace Samanvay.Server.Sample;

/// <summary>Plays the season in the background, where there is a sample city and nobody said otherwise.</summary>
internal sealed class SeasonHost(IServiceProvider services, SeasonState state, ServeOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cities = await services.GetRequiredService<ICityStore>().ListAsync(stoppingToken);
        if (!options.PlaysSeason || cities.FirstOrDefault(city => city.Mode == CityMode.Sample) is not { } city)
            return;

        // Of several servers on one database one plays, and another goes on when it dies.
        await using var alone = await StorageServices.AloneAsync(services, "season", stoppingToken);
        var script = await SeasonScript.ReadAsync(SampleFiles.Season, stoppingToken);
        await services.GetRequiredService<EngineRoom>().Ready.WaitAsync(stoppingToken);
        // A sample city whose clock was begun at another time is for replays of other rivers.
        if (!script.Covers(services.GetRequiredService<CityTime>().Now(city.Id)))
        {
            state.End();
            return;
        }

        var people = new SeasonPeople(
            new SeasonCast(city.Id, script.People), state, services.GetRequiredService<WorkDesk>(),
            services.GetRequiredService<IDbContextFactory<SamanvayDbContext>>(),
                services.GetRequiredService<CitySnapshots>());
        var parts = new SeasonParts(
            services.GetRequiredService<CityTime>(), services.GetRequiredService<ClockJump>(),
            services.GetRequiredService<IntakeLane>(), people, services.GetRequiredService<ITimerStore>());
        await new SeasonPlayer(parts, state, city.Id).PlayAsync(script, stoppingToken);
    }
}
