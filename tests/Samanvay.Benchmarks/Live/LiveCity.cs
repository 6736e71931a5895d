using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Server.Hosting;
using Samanvay.Server.SignIn;
using Samanvay.Server.Verbs;
using Samanvay.Storage;
using City = Samanvay.Runtime.Cities.City;

namespace Samanvay.Benchmarks.Live;

/// <summary>
/// A live city of five wards with its people, its sensors behind gateways, and one procedure; set up in an empty data
/// folder before the server runs on it.
/// </summary>
/// <param name="Keys">The API key of each gateway of the unrelated sensors.</param>
/// <param name="Key">The API key of the gauges that the measured signals come from.</param>
/// <param name="Welcome">Where the supervisor chooses a password, once.</param>
internal sealed record LiveCity(ImmutableArray<string> Keys, string Key, string Welcome)
{
    public const string Watched = "watched";
    public const int Gauges = 20;
    public const int Gateways = 20;
    public const int SensorsOfGateway = 20;

    private static readonly CityId Id = new("bench");
    private static readonly AgencyId Agency = new("works");
    private static readonly PersonId Supervisor = new("supervisor");
    private static readonly RoleId Role = new("field.crew");

    public static async Task<LiveCity> SetUpAsync(string data)
    {
        var options = new ServeOptions(data, StartsWithSample: false, "http://127.0.0.1:0", PlaysSeason: false);
        var collection = new ServiceCollection().AddLogging();
        SamanvayServer.AddServices(collection, options);
        await using var services = collection.BuildServiceProvider();
        await StorageServices.MigrateAsync(services, CancellationToken.None);
        var keys = Enumerable.Range(0, Gateways + 1).Select(_ => KeyText.Create()).ToImmutableArray();
        await services.GetRequiredService<ICityStore>().SaveAsync(
            Id, [.. People(), .. Sensors(), .. keys.Select(SaveOf)], CancellationToken.None);
        var now = SystemClock.Instance.GetCurrentInstant();
        await services.GetRequiredService<IProcedureStore>().PublishAsync(
            [await ProcedureAsync(now)], null, CancellationToken.None);
        await services.GetRequiredService<CityTime>().AddAsync(Id, ClockMode.Live, now, CancellationToken.None);
        return new LiveCity(
            [.. keys.Take(Gateways).Select(key => key.Text)], keys[^1].Text, await WelcomeAsync(services));
    }

    /// <summary>A gauge whose signals open incidents.</summary>
    public static string Gauge(int number) => string.Create(CultureInfo.InvariantCulture, $"gauge-{number:00}");

    /// <summary>A sensor that has nothing to do with them. Half of them are judged by the same rule, and stay
    /// calm.</summary>
    public static string Sensor(int gateway, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"sensor-{gateway:00}-{number:00}");

    private static IEnumerable<CityEdit> People()
    {
        yield return new SaveCity(new City(Id, "Benchmark", "Asia/Kolkata", ["en"], CityMode.Live));
        yield return new SaveAgency(new Agency(Id, Agency, "Public works"));
        yield return new SaveRole(new Role(Id, Role, "Field crew", Agency));
        yield return new SavePerson(new Person(Id, Supervisor, "Supervisor", null, [CityRole.Supervisor]));
        var crew = Enumerable.Range(1, 4).Select(number => new PersonId($"crew-{number}")).ToList();
        foreach (var person in crew)
            yield return new SavePerson(new Person(Id, person, person.Value, Agency, [CityRole.AgencyMember]));
        yield return new SetRoleHolders(
            Role, [.. crew.Select((person, order) => new RoleHolder(Id, Role, person, order))]);
        foreach (var ward in Enumerable.Range(0, 5))
        {
            var (west, east) = (78 + ward, 79 + ward);
            var corners = $"[{west},23],[{east},23],[{east},24],[{west},24],[{west},23]";
            yield return new SaveWard(new Ward(
                Id, new WardId($"w{ward}"), $"Ward {ward}",
                $$"""{"type":"Polygon","coordinates":[[{{corners}}]]}"""));
        }
    }

    private static IEnumerable<CityEdit> Sensors()
    {
        yield return Device(Watched, "river.level", "m", Gateways);
        foreach (var number in Enumerable.Range(0, Gauges))
            yield return Device(Gauge(number), "river.level", "m", Gateways);
        foreach (var gateway in Enumerable.Range(0, Gateways))
        {
            foreach (var number in Enumerable.Range(0, SensorsOfGateway))
            {
                yield return number % 2 == 0
                    ? Device(Sensor(gateway, number), "river.level", "m", gateway)
                    : Device(Sensor(gateway, number), "rain.intensity", "mm/h", gateway);
            }
        }
    }

    private static SaveDevice Device(string id, string signal, string unit, int gateway)
    {
        var place = Math.Abs(string.GetHashCode(id, StringComparison.Ordinal) % 1000) / 1000.0;
        return new SaveDevice(new Device(Id, new DeviceId(id), $"Sensor {id}", signal, unit)
        {
            Ward = new WardId($"w{gateway % 5}"),
            Gateway = $"gateway-{gateway}",
            Longitude = 78 + (gateway % 5) + place,
            Latitude = 23 + place,
        });
    }

    private static SaveKey SaveOf((ApiKeyId Id, string Text) key, int gateway) => new(
        new ApiKey(Id, key.Id, $"Gateway {gateway}", KeyText.Hash(key.Text), Instant.MinValue, Supervisor)
        {
            Gateway = $"gateway-{gateway}",
        });

    private static async Task<ProcedureVersion> ProcedureAsync(Instant now)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Live", "gauge-watch");
        var files = ProcedureFiles.Empty;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            files = files.With(
                Path.GetRelativePath(folder, path).Replace('\\', '/'), await File.ReadAllTextAsync(path));
        }
        return new ProcedureVersion(
            Id, ProcedureVersion.IdOf(files, ParameterValues.None), new ProcedureId("gauge-watch"), 1, files)
        {
            Name = "Gauge watch",
            PublishedAt = now,
            PublishedBy = Supervisor,
        };
    }

    private static async Task<string> WelcomeAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var token = await scope.ServiceProvider.GetRequiredService<SignInDesk>().InviteAsync(Id, Supervisor);
        return $"/welcome{SignInLink.QueryOf(Id, Supervisor, token)}";
    }
}
