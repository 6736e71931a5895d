using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Intake.Alerts;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Engine.Situations.Alerts;
using Samanvay.Tests.Runtime.Commands;

namespace Samanvay.Tests.Runtime.Intake.Alerts;

/// <summary>A city of two wards side by side, with a rule about warnings of rain.</summary>
internal sealed class WarnedCity(params AlertRule[] rules) : IIntakeContexts, ISituationPlans
{
    private readonly IntakeContext _context = IntakeContext.Empty with
    {
        Alerts = new AlertContext(Snapshot(), rules is [] ? [Warned.Rule(Warned.Rain)] : rules),
    };

    public static CitySnapshot Snapshot(params CityEdit[] edits) => new(
        new CitySetup(new City(Shell.City, "Pune", "Asia/Kolkata", ["en"], CityMode.Live)).Apply(
        [
            new SaveWard(new Ward(Shell.City, new WardId("east"), "East Bank", Square(73.85, 18.5))),
            new SaveWard(new Ward(Shell.City, new WardId("west"), "West Bank", Square(73.80, 18.5))),
            .. edits,
        ]));

    public static string Square(double west, double south) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$"""
        {"type":"Polygon","coordinates":[[[{{west}},{{south}}],[{{west + 0.05}},{{south}}],
        [{{west + 0.05}},{{south + 0.05}}],[{{west}},{{south + 0.05}}],[{{west}},{{south}}]]]}
        """);

    public ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation) => new(_context);

    public ValueTask<SituationPlan?> FindAsync(CityId city, string message, CancellationToken cancellation) =>
        new(message.StartsWith("rain-warning/raised/", StringComparison.Ordinal)
            ? new SituationPlan("rain", "Rain", [])
            : null);
}
