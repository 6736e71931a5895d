using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class PlaybookTextTests
{
    public static TheoryData<string> Playbooks => PlaybookFolder.All;

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_step_has_a_name_and_an_instruction_in_every_language(string name)
    {
        var playbook = new PlaybookFolder(name);
        foreach (var step in playbook.Steps)
        {
            step.Name.ShouldNotBeNullOrWhiteSpace(step.Id);
            step.Documentation.ShouldNotBeEmpty(step.Id);
            foreach (var language in OtherLanguages(playbook))
            {
                step.Sop.TextFor(language).ShouldNotBeNullOrWhiteSpace($"{step.Id} in {language}");
                step.Sop.TextFor(language, SopTextUse.Instruction)
                    .ShouldNotBeNullOrWhiteSpace($"{step.Id} in {language}");
            }
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_named_event_gateway_and_flow_is_named_in_every_language(string name)
    {
        var playbook = new PlaybookFolder(name);
        var scopes = playbook.Processes.SelectMany(process => process.Body.AllScopes()).ToArray();
        var named = scopes.SelectMany(scope => scope.Nodes.Cast<BpmnElement>().Concat(scope.Flows))
            .Where(element => !string.IsNullOrEmpty(element.Name));
        foreach (var element in named)
        {
            foreach (var language in OtherLanguages(playbook))
                element.Sop.TextFor(language).ShouldNotBeNullOrWhiteSpace($"{element.Id} in {language}");
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_language_has_a_text_file_with_the_same_keys(string name)
    {
        var playbook = new PlaybookFolder(name);
        var english = Texts(playbook, "en");
        foreach (var language in playbook.Required("languages"))
        {
            var texts = Texts(playbook, language);
            texts.Keys.Order().ShouldBe(english.Keys.Order(), language);
            texts.Values.ShouldAllBe(text => text.Trim().Length > 0);
            playbook.Json($"text/{language}.json").GetProperty("state").GetString()
                .ShouldBeOneOf("original", "to-review", "reviewed");
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_role_parameter_and_form_field_has_a_text(string name)
    {
        var playbook = new PlaybookFolder(name);
        var fields = playbook.Files("forms", ".form").Select(PlaybookFolder.Read).SelectMany(form =>
            form.GetProperty("components").EnumerateArray().Where(field => field.TryGetProperty("key", out _))
                .Select(field => $"forms/{form.GetProperty("id").GetString()}/{field.GetProperty("key").GetString()}"));
        var roles = playbook.Required("roles").Select(role => $"roles/{role}");
        var parameters = playbook.Manifest.GetProperty("parameters").EnumerateArray()
            .Select(parameter => $"parameters/{parameter.GetProperty("name").GetString()}");

        fields.Concat(roles).Concat(parameters).ShouldBeSubsetOf(Texts(playbook, "en").Keys);
    }

    private static IEnumerable<string> OtherLanguages(PlaybookFolder playbook) =>
        playbook.Required("languages").Where(language => language != "en");

    private static Dictionary<string, string> Texts(PlaybookFolder playbook, string language) =>
        playbook.Json($"text/{language}.json").GetProperty("texts").EnumerateObject()
            .ToDictionary(text => text.Name, text => text.Value.GetString() ?? "", StringComparer.Ordinal);
}
