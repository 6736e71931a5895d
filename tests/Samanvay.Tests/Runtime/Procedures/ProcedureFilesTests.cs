using Samanvay.Runtime.Procedures;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class ProcedureFilesTests
{
    [Fact]
    public void The_hash_does_not_depend_on_the_order_in_which_files_were_added()
    {
        var one = ProcedureFiles.Empty.With("procedures/a.bpmn", "x").With("forms/b.form", "y");
        var other = ProcedureFiles.Empty.With("forms/b.form", "y").With("procedures/a.bpmn", "x");

        one.Hash().ShouldBe(other.Hash());
        one.Hash().Length.ShouldBe(64);
    }

    [Fact]
    public void Any_change_of_a_path_or_a_text_changes_the_hash()
    {
        var files = ProcedureFiles.Empty.With("procedures/a.bpmn", "x").With("forms/b.form", "y");

        string[] hashes =
        [
            files.Hash(), files.With("forms/b.form", "z").Hash(), files.With("forms/b.form", null).Hash(),
            files.With("forms/b.form", null).With("forms/c.form", "y").Hash(), files.With("forms/c.form", "").Hash(),
        ];

        hashes.Distinct().Count().ShouldBe(hashes.Length);
    }

    [Fact]
    public void The_citys_parameters_are_part_of_a_versions_id()
    {
        var files = ProcedureFiles.Empty.With("procedures/a.bpmn", "x");
        var values = new ParameterValues(ParameterValues.None.Texts.Add("level", "8"));

        ProcedureVersion.IdOf(files, ParameterValues.None).Value.ShouldBe(files.Hash());
        ProcedureVersion.IdOf(files, values).ShouldNotBe(ProcedureVersion.IdOf(files, ParameterValues.None));
        ParameterValues.OfJson(values.ToJson()).Texts.ShouldBe(values.Texts);
    }

    [Theory]
    [InlineData("procedures/river-flood.bpmn", true)]
    [InlineData("text/hi.json", true)]
    [InlineData("procedures/../secret.bpmn", false)]
    [InlineData("procedures/a/b.bpmn", false)]
    [InlineData("procedures/.bpmn", false)]
    [InlineData("procedures/a.exe", false)]
    [InlineData("/procedures/a.bpmn", false)]
    [InlineData("procedures\\a.bpmn", false)]
    [InlineData("forms/a b.form", false)]
    public void Only_plain_names_in_known_folders_are_paths(string path, bool expected) =>
        ProcedureFiles.IsPath(path).ShouldBe(expected);
}
