using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Server.Sample;
using Samanvay.Server.SignIn;
using Samanvay.Server.Verbs;

namespace Samanvay.Server.Hosting;

/// <summary>
/// Gives a data folder without a city its first one: the sample city, or an empty one with its administrator.
/// </summary>
internal static class FirstCity
{
    private static readonly CityId Empty = new("city");
    private static readonly PersonId Administrator = new("administrator");

    public static async Task OpenAsync(IServiceProvider services, ServeOptions options)
    {
        var store = services.GetRequiredService<ICityStore>();
        var begun = (await store.ListAsync(CancellationToken.None)).FirstOrDefault();
        var clocks = await services.GetRequiredService<IClockStore>().LoadAsync(CancellationToken.None);
        if (clocks.Count > 0 && options.Clock is not null)
        {
            throw new UsageException(
                "--clock is for a new sample city, and this data folder holds a city already, whose time only moves "
                    + "forward. Name another folder with --data.");
        }

        // The clock comes last: a city without one was cut short at its first start, which is taken up again here.
        if (clocks.Count == 0 && (begun?.Mode == CityMode.Sample || (begun is null && options.StartsWithSample)))
            await OpenSampleAsync(services, options);
        else if (clocks.Count == 0)
            await OpenEmptyAsync(services, store);

        foreach (var city in await store.ListAsync(CancellationToken.None))
            await InviteFirstAsync(services, city, options);
    }

    private static async Task OpenSampleAsync(IServiceProvider services, ServeOptions options)
    {
        var city = await services.GetRequiredService<SampleCityLoader>()
            .LoadAsync(SampleFiles.City, CancellationToken.None);
        var season = await SeasonScript.ReadAsync(SampleFiles.Season, CancellationToken.None);
        await services.GetRequiredService<CityTime>().AddAsync(
            city, ClockMode.Sample, options.Clock ?? season.StartsAt, CancellationToken.None);
    }

    private static async Task OpenEmptyAsync(IServiceProvider services, ICityStore store)
    {
        var city = new City(Empty, City.NameBeforeSetup, "Asia/Kolkata", ["en", "hi"], CityMode.Live);
        var administrator = new Person(
            Empty, Administrator, "Administrator", null, [CityRole.Administrator, CityRole.Author, CityRole.Approver]);
        await store.SaveAsync(Empty, [new SaveCity(city), new SavePerson(administrator)], CancellationToken.None);
        var now = Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow());
        await services.GetRequiredService<CityTime>().AddAsync(Empty, ClockMode.Live, now, CancellationToken.None);
    }

    /// <summary>Prints a link for the first administrator of a live city until somebody has used one.</summary>
    private static async Task InviteFirstAsync(IServiceProvider services, City city, ServeOptions options)
    {
        if (city.Mode == CityMode.Sample)
            return;

        await using var scope = services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<SignInDesk>();
        if (await desk.HasPasswordAsync(city.Id, Administrator))
            return;

        var query = SignInLink.QueryOf(city.Id, Administrator, await desk.InviteAsync(city.Id, Administrator));
        Console.WriteLine();
        Console.WriteLine("The first administrator chooses a password here (the link works once):");
        Console.WriteLine($"  {options.Urls.Split(';')[0]}/welcome{query}");
        Console.WriteLine();
    }
}
