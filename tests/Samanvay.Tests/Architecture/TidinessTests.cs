using System.Text.RegularExpressions;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Architecture;

/// <summary>The limits of the house. What is named here as an exception has a reason beside it.</summary>
public sealed partial class TidinessTests
{
    private const int FileLines = 400;
    private const int MarkupLines = 150;
    private const int LineLength = 120;
    private const int MethodLines = 60;
    private const int FilesInFolder = 25;

    private static readonly string[] BannedWords =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Common", "Impl", "Base"];

    private static IEnumerable<(string Path, string[] Lines)> Written() =>
        SourceFiles.Code().Where(file => !SourceFiles.IsMigration(file.Path));

    [Fact]
    public void Files_are_short() =>
        Written().Where(file => file.Lines.Length > FileLines).Select(file => $"{file.Path}: {file.Lines.Length}")
            .ShouldBeEmpty();

    [Fact]
    public void Markup_is_short() =>
        SourceFiles.Markup().Where(file => file.Lines.Length > MarkupLines)
            .Select(file => $"{file.Path}: {file.Lines.Length}").ShouldBeEmpty();

    [Fact]
    public void Lines_are_short() => (
        from file in Written().Concat(SourceFiles.Markup())
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > LineLength && !IsSample(file.Path, line.Text)
        select $"{file.Path}:{line.Number}: {line.Text.Length}").ShouldBeEmpty();

    [Fact]
    public void Methods_are_short() => (
        from file in Written()
        from member in CodeText.Members(file.Lines)
        where member.IsInType && member.LineCount > MethodLines
        select $"{file.Path}:{member.FirstLine}: {member.LineCount}").ShouldBeEmpty();

    [Fact]
    public void Folders_are_small() => (
        from folder in SourceFiles.Folders()
        where !SourceFiles.IsMigration(SourceFiles.Relative(folder) + "/")
        let count = Directory.GetFiles(folder).Select(Component).Distinct().Count()
        where count > FilesInFolder
        select $"{SourceFiles.Relative(folder)}: {count}").ShouldBeEmpty();

    [Fact]
    public void No_folder_is_empty() =>
        SourceFiles.Folders().Where(folder => Directory.GetFileSystemEntries(folder).Length == 0)
            .Select(SourceFiles.Relative).ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_by_a_word_that_says_nothing() => (
        from file in Written()
        from name in CodeText.TypeNames(file.Lines)
        where Words().Matches(name).Any(word => BannedWords.Contains(word.Value))
        select $"{file.Path}: {name}").ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() => (
        from file in Written().Concat(SourceFiles.Markup())
        where !file.Path.EndsWith("Architecture/TidinessTests.cs", StringComparison.Ordinal)
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        where Later().IsMatch(line.Text)
        select $"{file.Path}:{line.Number}").ShouldBeEmpty();

    [Fact]
    public void Every_folder_and_file_that_the_papers_name_exists()
    {
        foreach (var paper in new[] { "README.md", "ARCHITECTURE.md" }.Select(name =>
            Path.Combine(SharedFolder.Repository, name)).Where(File.Exists))
        {
            var named = NamedPath().Matches(File.ReadAllText(paper)).Select(match => match.Groups[1].Value);
            named.Where(path => !Path.Exists(Path.Combine(SharedFolder.Repository, path))).ShouldBeEmpty(paper);
        }
    }

    [Fact]
    public void Long_methods_and_types_are_found_where_they_are()
    {
        string[] lines =
        [
            "namespace A;", "class Sample { // {", "  string Text => \"{ { {\";", "  void Long()", "  {",
            "    if (true) { }", "  }", "}",
            "record struct HelperThing(int A);",
        ];

        CodeText.Members(lines).Where(member => member.IsInType).ShouldBe([new("void Long()", 5, 3, true)]);
        CodeText.TypeNames(lines).ShouldBe(["Sample", "HelperThing"]);
    }

    // Markup, code and style of a component have one name and count once.
    private static string Component(string file) => Path.GetFileName(file).Split(".razor")[0];

    // A line of sample XML or data in a test is not code that anybody reads from left to right.
    private static bool IsSample(string path, string line) =>
        path.StartsWith("tests/", StringComparison.Ordinal) && SampleText().IsMatch(line);

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Words();

    // What must not stand in any file: work put off, and sections that hide it.
    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b|^\s*#region\b")]
    private static partial Regex Later();

    // Paths in back quotes that end in a slash, and links to files of the repository.
    [GeneratedRegex(@"`([\w.\-]+(?:/[\w.\-]+)*/)`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"</?\w+:|<sop:|InlineData\(")]
    private static partial Regex SampleText();
}
