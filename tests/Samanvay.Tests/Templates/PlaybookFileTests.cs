using System.Text.Json;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class PlaybookFileTests
{
    public static TheoryData<string> Playbooks => PlaybookFolder.All;

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_file_stands_in_a_folder_that_the_format_knows(string name)
    {
        string[] known =
        [
            "procedures/*.bpmn", "decisions/*.dmn", "forms/*.form", "situations/*.json", "scenarios/*.json",
            "text/*.json",
        ];
        var root = Path.Combine(PlaybookFolder.Templates, name);

        var files = Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'));

        files.Where(file => file is not ("playbook.json" or "README.md"))
            .Select(file => $"{Path.GetDirectoryName(file)}/*{Path.GetExtension(file)}").Distinct()
            .ShouldBeSubsetOf(known);
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_diagram_is_read_without_a_problem(string name) =>
        new PlaybookFolder(name).Diagrams.ShouldNotBeEmpty();

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_role_a_step_names_is_required_and_every_required_role_is_used(string name)
    {
        var playbook = new PlaybookFolder(name);
        var owners = playbook.Diagrams.SelectMany(diagram => diagram.Processes.SelectMany(process =>
            process.Body.AllNodes().OfType<ActivityNode>().SelectMany(node => diagram.RolesOf(process, node))));
        var told = playbook.Processes.SelectMany(process => process.Sop.Ladders)
            .SelectMany(ladder => ladder.Levels).SelectMany(level => level.Targets)
            .Where(target => target != "owner" && !target.StartsWith("owner.", StringComparison.Ordinal));

        owners.Concat(told).Distinct().Order().ShouldBe(playbook.Required("roles").Order());
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_step_of_a_person_has_one_role(string name)
    {
        foreach (var diagram in new PlaybookFolder(name).Diagrams)
        {
            foreach (var process in diagram.Processes)
            {
                foreach (var step in process.Body.AllNodes().OfType<UserTask>())
                    diagram.RolesOf(process, step).Length.ShouldBe(1, step.Id);
            }
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_activity_and_signal_is_required(string name)
    {
        var playbook = new PlaybookFolder(name);

        playbook.Steps.Select(step => step.Sop.Activity?.Type).OfType<string>().Distinct()
            .ShouldBeSubsetOf(playbook.Required("activities"));
        playbook.Processes.SelectMany(process => process.Sop.Signals).Select(signal => signal.Name).Distinct()
            .ShouldBeSubsetOf(playbook.Required("signals"));
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_form_and_decision_that_a_step_names_is_there(string name)
    {
        var playbook = new PlaybookFolder(name);
        var forms = playbook.Files("forms", ".form").Select(Path.GetFileNameWithoutExtension);
        var decisions = playbook.Files("decisions", ".dmn").Select(Path.GetFileNameWithoutExtension).ToArray();

        playbook.Steps.Select(step => step.Sop.Form?.Ref).OfType<string>().Distinct().Order()
            .ShouldBe(forms.Order(), "used forms are the forms of the folder");
        playbook.Steps.Select(step => step.Sop.Decision?.Ref).OfType<string>().Distinct().ShouldBeSubsetOf(decisions);
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_form_has_its_file_s_name_and_each_key_once(string name)
    {
        foreach (var path in new PlaybookFolder(name).Files("forms", ".form"))
        {
            var form = PlaybookFolder.Read(path);
            form.GetProperty("type").GetString().ShouldBe("default", path);
            form.GetProperty("id").GetString().ShouldBe(Path.GetFileNameWithoutExtension(path));
            var fields = form.GetProperty("components").EnumerateArray().ToArray();
            Keys(fields, "id").Length.ShouldBe(fields.Length, path);
            Keys(fields, "id").ShouldBeUnique(path);
            Keys(fields, "key").ShouldNotBeEmpty(path);
            Keys(fields, "key").ShouldBeUnique(path);
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_decision_file_names_the_decision_it_is_called_by_and_each_id_once(string name)
    {
        foreach (var path in new PlaybookFolder(name).Files("decisions", ".dmn"))
        {
            var root = XDocument.Load(path).Root.ShouldNotBeNull();
            root.DescendantsAndSelf().Select(Id).OfType<string>().ToArray().ShouldBeUnique(path);
            root.Elements().Where(element => element.Name.LocalName == "decision")
                .Select(Id).ShouldContain(Path.GetFileNameWithoutExtension(path));
        }
    }

    private static string[] Keys(JsonElement[] fields, string property) =>
        [
        .. from field in fields where field.TryGetProperty(property, out _)
           select field.GetProperty(property).GetString()!,
    ];

    private static string? Id(XElement element) => (string?)element.Attribute("id");
}
