using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Playbooks.Package;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Decisions;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Procedures;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Playbooks;

public sealed class PlaybookDeskTests : IDisposable
{
    private static readonly PlaybookName River = new("org.samanvay.playbook.river-flood", "1.1.0");
    private static readonly Asker Admin = CityDatabase.Administrator;

    private readonly CityDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_comes_from_outside_is_shown_and_not_published_until_it_is_accepted()
    {
        await _database.SettleAsync();

        var line = (await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation)).Value();
        var early = await _database.Publishing.PublishAsync(Admin, River, Cancellation);
        var view = (await _database.Playbooks.ViewAsync(Admin, River, Cancellation)).Value();

        line.State.ShouldBe(PlaybookState.Quarantined);
        early.Reason().ShouldBeOfType<WrongState>();
        view.Manifest.Title.ShouldBe("River flood");
        view.Procedures.ShouldHaveSingleItem().Id.ShouldBe("river-flood");
        (await _database.Catalog.OfAsync(CityDatabase.Here, Cancellation)).All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_readiness_report_names_everything_that_is_missing()
    {
        await _database.SettleAsync();
        await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation);
        await _database.Store.SaveAsync(CityDatabase.Here, [Gauge("ft")], Cancellation);
        var binding = PlaybookBinding.None with
        {
            Roles = PlaybookBinding.None.Roles.Add("police.control", "police.control"),
            Signals = PlaybookBinding.None.Signals.Add("river.level", ["gauge-one"]),
        };

        var view = (await _database.Playbooks.BindAsync(Admin, River, binding, Cancellation)).Value();

        var items = view.Readiness.Items.ToLookup(item => item.Kind, item => item.Subject);
        view.Readiness.IsReady.ShouldBeFalse();
        items[ReadinessKinds.RoleUnbound].ShouldContain("fire.control");
        items[ReadinessKinds.RoleUnbound].ShouldNotContain("police.control");
        items[ReadinessKinds.RoleEmpty].ShouldBe(["police.control"]);
        items[ReadinessKinds.UnitDiffers].ShouldBe(["gauge-one"]);
        items[ReadinessKinds.SensorSilent].ShouldBe(["gauge-one"]);
        items[ReadinessKinds.ParameterAtDefault].ShouldContain("dangerLevel");
        items[ReadinessKinds.LanguageMissing].ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bound_playbook_becomes_a_version_with_the_citys_values()
    {
        await SettleWithRolesAsync();
        await AcceptAndBindAsync();

        var version = (await _database.Publishing.PublishAsync(Admin, River, Cancellation)).Value()
            .ShouldHaveSingleItem();

        version.Playbook.ShouldBe("org.samanvay.playbook.river-flood 1.1.0");
        version.Parameters.Texts["dangerLevel"].ShouldBe("11.5");
        var procedures = await _database.Catalog.OfAsync(CityDatabase.Here, Cancellation);
        procedures.InForce.ShouldHaveSingleItem().Built.Situations["river-level"].Levels[1].At.ShouldBe(11.5m);
        var context = await _database.Catalog.GetAsync(CityDatabase.Here, Cancellation);
        context.Directory.Roles.Keys.ShouldContain("fire.control");
        var setup = await _database.Store.LoadAsync(CityDatabase.Here, Cancellation);
        setup!.Bindings["Signal/river-flood:river.level"].Targets.ShouldBe(["gauge-one"]);
    }

    [Fact]
    public async Task Publishing_again_with_other_values_is_another_version_and_with_the_same_it_is_not()
    {
        await SettleWithRolesAsync();
        await AcceptAndBindAsync();
        var first = (await _database.Publishing.PublishAsync(Admin, River, Cancellation)).Value()[0];
        var same = (await _database.Publishing.PublishAsync(Admin, River, Cancellation)).Value()[0];
        await BindAsync("12");

        var second = (await _database.Publishing.PublishAsync(Admin, River, Cancellation)).Value()[0];

        (same.Id, same.Number).ShouldBe((first.Id, 1));
        (second.Id == first.Id, second.Number).ShouldBe((false, 2));
    }

    [Fact]
    public async Task A_package_whose_diagram_has_a_dtd_is_not_kept()
    {
        await _database.SettleAsync();
        var files = PackageReader.Read(Package()).Value!;
        const string path = "procedures/river-flood.bpmn";
        var hostile = files.With(path, files.Text(path)!.Replace(
            "<bpmn:definitions", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><bpmn:definitions",
            StringComparison.Ordinal));

        var answer = await _database.Playbooks.ImportAsync(Admin, PackageWriter.Write(hostile), Cancellation);

        answer.Reason().ShouldBeOfType<HasProblems>().Problems.ShouldContain(problem => problem.Code == "BPMN002");
        (await _database.Playbooks.ListAsync(Admin, Cancellation)).Value().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("decisions/water-verdict.dmn", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x/>", "DMN001")]
    [InlineData("decisions/water-verdict.dmn", "<x/>", "DMN002")]
    [InlineData("forms/water-test.form", "[[[[[[[[[[[[[[[[", "FORM001")]
    [InlineData("situations/river-level.json", """{"id": "\ud800"}""", "SIT001")]
    [InlineData("text/hi.json", "null", "TEXT001")]
    public async Task A_file_that_can_not_be_read_at_all_is_refused_named_and_counted(
        string path, string text, string code)
    {
        await _database.SettleAsync();
        var hostile = PackageReader.Read(Package()).Value!.With(path, text);
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "samanvay.import.refused" && instrument.Meter == _database.Metrics.Meter)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add((string)tags[0].Value!));
        listener.Start();

        var answer = await _database.Playbooks.ImportAsync(Admin, PackageWriter.Write(hostile), Cancellation);

        answer.Reason().ShouldBeOfType<HasProblems>().Problems
            .ShouldContain(problem => problem.Code == code && problem.Location.File == path);
        (await _database.Playbooks.ListAsync(Admin, Cancellation)).Value().ShouldBeEmpty();
        counted.ShouldBe([code]);
    }

    [Fact]
    public async Task A_publication_that_breaks_off_leaves_nothing_half_done()
    {
        await SettleWithRolesAsync();
        await AcceptAndBindAsync();
        var stored = await _database.PlaybookStore.FindAsync(CityDatabase.Here, River.Id, River.Version, Cancellation);
        var role = new Role(CityDatabase.Here, new RoleId("boats"), "Boats", new AgencyId("police"));
        var unwritable = new ProcedureVersion(
            CityDatabase.Here, new("broken"), new("river-flood"), 1, ProcedureFiles.Empty)
        {
            Name = null!, PublishedAt = _database.Time.Now, PublishedBy = CityDatabase.Admin,
        };

        await Should.ThrowAsync<DbUpdateException>(_database.PlaybookStore.SaveAsync(
            stored! with { PublishedAt = _database.Time.Now },
            new PlaybookConsequences([new SaveRole(role)], [unwritable]), Cancellation));

        (await _database.Store.LoadAsync(CityDatabase.Here, Cancellation))!.Roles.ShouldNotContainKey("boats");
        (await _database.PlaybookStore.FindAsync(CityDatabase.Here, River.Id, River.Version, Cancellation))!
            .PublishedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_role_that_the_city_lacks_is_added_with_the_binding_or_not_at_all()
    {
        await SettleWithRolesAsync();
        await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation);
        var role = new Role(CityDatabase.Here, new RoleId("sdrf.control"), "Boats", new AgencyId("police"));
        var binding = PlaybookBinding.None with
        {
            Roles = PlaybookBinding.None.Roles.Add("sdrf.control", "sdrf.control"),
        };
        var wrong = binding with { Signals = PlaybookBinding.None.Signals.Add("river.level", ["no-gauge"]) };

        var refused = await _database.Playbooks.BindAsync(Admin, River, new NewBinding(wrong, [role]), Cancellation);
        var before = await _database.Store.LoadAsync(CityDatabase.Here, Cancellation);
        (await _database.Playbooks.BindAsync(Admin, River, new NewBinding(binding, [role]), Cancellation)).Value();

        refused.Reason().ShouldBeOfType<Invalid>();
        before!.Roles.ShouldNotContainKey("sdrf.control");
        (await _database.Store.LoadAsync(CityDatabase.Here, Cancellation))!.Roles.ShouldContainKey("sdrf.control");
    }

    [Fact]
    public async Task Decisions_of_a_playbook_are_listed_from_the_moment_it_is_brought_in()
    {
        await _database.SettleAsync();
        await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation);
        var desk = new DecisionDesk(
            _database.Procedures, new ProcedureShelf(_database.ProcedureStore, _database.Snapshots, _database.Catalog),
            new DecisionChecks(), null!, _database.PlaybookStore);

        var lines = (await desk.ListAsync(Admin, Cancellation)).Value();

        lines.Select(line => line.Name).ShouldBe(
            ["localities-by-stage", "transport-for-locality", "water-verdict"], ignoreOrder: true);
        lines.ShouldAllBe(line => line.Playbook == River);
    }

    [Theory]
    [InlineData("dangerLevel", "5000", "parameters/dangerLevel")]
    [InlineData("nonsense", "1", "parameters/nonsense")]
    public async Task A_parameter_outside_its_range_is_not_bound(string name, string value, string field)
    {
        await _database.SettleAsync();
        await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation);
        var binding = PlaybookBinding.None with { Parameters = PlaybookBinding.None.Parameters.Add(name, value) };

        var answer = await _database.Playbooks.BindAsync(Admin, River, binding, Cancellation);

        answer.Reason().ShouldBeOfType<Invalid>().Problems.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_role_and_a_device_that_the_city_does_not_have_are_not_bound()
    {
        await _database.SettleAsync();
        await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation);
        var binding = PlaybookBinding.None with
        {
            Roles = PlaybookBinding.None.Roles.Add("police.control", "nobody"),
            Signals = PlaybookBinding.None.Signals.Add("river.level", ["no-gauge"]),
        };

        var answer = await _database.Playbooks.BindAsync(Admin, River, binding, Cancellation);

        answer.Reason().ShouldBeOfType<Invalid>().Problems.Length.ShouldBe(2);
    }

    [Fact]
    public async Task An_activity_that_this_installation_does_not_have_is_named()
    {
        await _database.SettleAsync();
        var files = PackageReader.Read(Package()).Value!;
        var diagram = files.Text("procedures/river-flood.bpmn")!.Replace("notify.in-app", "shell.run");
        var package = PackageWriter.Write(files.With("procedures/river-flood.bpmn", diagram));

        (await _database.Playbooks.ImportAsync(Admin, package, Cancellation)).Value();
        var view = (await _database.Playbooks.ViewAsync(Admin, River, Cancellation)).Value();

        view.Readiness.Items.ShouldContain(item =>
            item.Severity == Severity.Error && item.Said.ToString().Contains("shell.run"));
    }

    [Fact]
    public async Task Another_content_under_the_same_version_does_not_replace_what_is_there()
    {
        await _database.SettleAsync();
        await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation);
        var changed = PackageWriter.Write(PackageReader.Read(Package()).Value!.With("README.md", "changed"));

        var answer = await _database.Playbooks.ImportAsync(Admin, changed, Cancellation);

        answer.Reason().ShouldBeOfType<Conflict>();
        (await _database.Playbooks.ListAsync(Admin, Cancellation)).Value().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nobody_but_an_administrator_brings_a_playbook_in()
    {
        await _database.SettleAsync();
        var author = Admin with { Roles = [CityRole.Author] };

        (await _database.Playbooks.ImportAsync(author, Package(), Cancellation)).Reason().ShouldBeOfType<NotAllowed>();
        (await _database.Playbooks.AcceptAsync(author, River, Cancellation)).Reason().ShouldBeOfType<NotAllowed>();
        (await _database.Publishing.PublishAsync(author, River, Cancellation)).Reason().ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task What_is_given_away_holds_nothing_of_the_city_and_can_be_taken_in_elsewhere()
    {
        await SettleWithRolesAsync();
        await AcceptAndBindAsync();
        await _database.Publishing.PublishAsync(Admin, River, Cancellation);

        var file = (await _database.Export.OfProceduresAsync(Admin, Request, Cancellation)).Value();

        var files = PackageReader.Read(file.Content.ToArray()).Value!;
        var everything = string.Concat(files.Contents.Keys.Select(path => path + files.Text(path)));
        foreach (var own in new[] { "nadipur", "anita", "Vikram Singh", "meera.das", "gauge-one", "gateway-7", "11.5" })
            everything.ShouldNotContain(own, Case.Insensitive);
        var elsewhere = new CityId("elsewhere");
        await _database.SettleAsync(elsewhere);
        var line = (await _database.Playbooks.ImportAsync(
            Admin with { City = elsewhere }, file.Content.ToArray(), Cancellation)).Value();
        line.Digest.ShouldBe(file.Digest);
        var view = (await _database.Playbooks.ViewAsync(Admin with { City = elsewhere }, line.Name, Cancellation))
            .Value();
        view.Manifest.Requires.Roles.ShouldContain("police.control");
        view.Manifest.Parameters.Single(parameter => parameter.Name == "dangerLevel").Default.ShouldBe("10");
    }

    [Theory]
    [InlineData("Call Vikram Singh at once")]
    [InlineData("See gauge-one.")]
    [InlineData("As agreed in Nadipur")]
    public async Task A_procedure_that_names_somebody_of_the_city_is_not_given_away(string text)
    {
        await SettleWithRolesAsync();
        await AcceptAndBindAsync();
        var diagram = RiverFlood.Files.Diagram!.Replace("Runs a river flood", $"{text}. Runs a river flood");
        var files = RiverFlood.Files.With("procedures/river-flood.bpmn", diagram);
        var version = new ProcedureVersion(
            CityDatabase.Here, ProcedureVersion.IdOf(files, ParameterValues.None), new("river-flood"), 1, files)
        {
            Name = "River flood", PublishedAt = _database.Time.Now, PublishedBy = CityDatabase.Admin,
        };
        await _database.ProcedureStore.PublishAsync([version], null, Cancellation);

        var answer = await _database.Export.OfProceduresAsync(Admin, Request, Cancellation);

        answer.Reason().ShouldBeOfType<HasProblems>().Problems
            .ShouldContain(problem =>
                problem.Code == "PLAY006" && problem.Location.File == "procedures/river-flood.bpmn");
    }

    private static NewPlaybook Request => new("org.example.flood", "1.0.0", "Flood of a river", [new("river-flood")])
    {
        Publisher = "A city", Licence = "CC-BY-4.0",
    };

    private static byte[] Package() => PackageWriter.Write(
        PackageReader.ReadFolder(Path.Combine(RiverFlood.Root(), "templates", "river-flood")).Value!);

    private static SaveDevice Gauge(string unit) => new(
        new Device(CityDatabase.Here, new DeviceId("gauge-one"), "Gauge", "river.level",
            unit) { Gateway = "gateway-7" });

    private async Task SettleWithRolesAsync()
    {
        await _database.SettleAsync();
        await _database.Store.SaveAsync(CityDatabase.Here, [Gauge("m")], Cancellation);
    }

    private async Task AcceptAndBindAsync()
    {
        (await _database.Playbooks.ImportAsync(Admin, Package(), Cancellation)).Value();
        (await _database.Playbooks.AcceptAsync(Admin, River, Cancellation)).Value();
        await BindAsync("11.5");
    }

    private async Task BindAsync(string dangerLevel)
    {
        var manifest = ManifestJson.Read(PackageReader.Read(Package()).Value!.Text("playbook.json")!).Value!;
        var binding = new PlaybookBinding
        {
            Roles = manifest.Requires.Roles.ToImmutableSortedDictionary(role => role, _ => "police.control"),
            Signals = PlaybookBinding.None.Signals.Add("river.level", ["gauge-one"]),
            Parameters = PlaybookBinding.None.Parameters.Add("dangerLevel", dangerLevel),
        };
        (await _database.Playbooks.BindAsync(Admin, River, binding, Cancellation)).Value();
    }
}
