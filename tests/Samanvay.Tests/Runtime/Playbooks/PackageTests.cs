using System.IO.Compression;
using System.Text;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Playbooks.Package;
using Samanvay.Tests.Runtime.Procedures;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Playbooks;

public sealed class PackageTests
{
    private static readonly PackageFiles River =
        PackageReader.ReadFolder(Path.Combine(RiverFlood.Root(), "templates", "river-flood")).Value!;

    [Fact]
    public void A_package_reads_back_as_it_was_and_the_same_files_give_the_same_bytes()
    {
        var packed = PackageWriter.Write(River);

        var read = PackageReader.Read(packed).Value!;

        read.Digest().ShouldBe(River.Digest());
        read.Contents.Keys.ShouldBe(River.Contents.Keys);
        PackageWriter.Write(read).ShouldBe(packed);
    }

    [Fact]
    public void Every_template_is_a_playbook()
    {
        var templates = new TemplateFolder(Path.Combine(RiverFlood.Root(), "templates"));

        templates.Names.ShouldContain("river-flood");
        foreach (var name in templates.Names) Playbook.Read(templates.Read(name)!.Value!).Problems.ShouldBeEmpty();
        templates.Read("../samples").ShouldBeNull();
    }

    [Fact]
    public void The_digest_covers_every_file_but_the_signatures()
    {
        River.With("signatures/a.json", "{}").Digest().ShouldBe(River.Digest());
        River.With("README.md", "changed").Digest().ShouldNotBe(River.Digest());
        River.With("forms/another.form", "{}").Digest().ShouldNotBe(River.Digest());
    }

    [Theory]
    [InlineData("../evil.bpmn")]
    [InlineData("procedures/../../evil.bpmn")]
    [InlineData("/etc/passwd")]
    [InlineData("procedures\\evil.bpmn")]
    [InlineData("C:/evil.bpmn")]
    [InlineData("procedures/evil.dll")]
    [InlineData("bin/run.sh")]
    [InlineData("procedures/deep/er.bpmn")]
    [InlineData("../../")]
    public void A_path_that_the_format_does_not_know_is_refused(string path) =>
        PackageReader.Read(Zip((path, "x"u8.ToArray()))).Problems.ShouldHaveSingleItem().Code.ShouldBe("PACK004");

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        var zeros = new byte[9 * 1024 * 1024];

        PackageReader.Read(Zip(("README.md", zeros))).Problems.ShouldHaveSingleItem().Code.ShouldBe("PACK006");
    }

    [Fact]
    public void Too_many_files_too_much_in_all_and_the_same_file_twice_are_refused()
    {
        var many = Enumerable.Range(0, 501).Select(number => ($"forms/f{number}.form", "{}"u8.ToArray())).ToArray();
        var noise = new byte[100_000];
        new Random(7).NextBytes(noise);
        var small = new PackageLimits { UnpackedBytesMax = 150_000 };

        PackageReader.Read(Zip(many)).Problems[0].Code.ShouldBe("PACK003");
        PackageReader.Read(Zip(("forms/a.form", noise), ("forms/b.form", noise)), small).Problems[0]
            .Code.ShouldBe("PACK007");
        PackageReader.Read(Zip(("forms/a.form", [1]), ("forms/A.form", [2]))).Problems[0].Code.ShouldBe("PACK005");
        PackageReader.Read(new byte[small.PackedBytesMax + 1]).Problems[0].Code.ShouldBe("PACK001");
    }

    [Fact]
    public void What_is_no_package_is_refused_whatever_it_is()
    {
        var random = new Random(11);
        var packed = PackageWriter.Write(River);
        for (var round = 0; round < 50; round++)
        {
            var broken = (byte[])packed.Clone();
            for (var change = 0; change < 20; change++) broken[random.Next(broken.Length)] = (byte)random.Next(256);

            var read = PackageReader.Read(broken[..random.Next(broken.Length)]);

            (read.Value is null).ShouldBe(read.Problems.Length > 0);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"samanvay": "1", "samanvay": "1"}""")]
    public void A_manifest_that_is_none_is_a_problem(string manifest) =>
        Playbook.Read(River.With("playbook.json", manifest)).Problems.ShouldHaveSingleItem().Code.ShouldBe("PLAY001");

    [Theory]
    [InlineData("\"samanvay\": \"1\"", "\"samanvay\": \"2\"")]
    [InlineData("\"org.samanvay.playbook.river-flood\"", "\"River Flood!\"")]
    [InlineData("\"licence\"", "\"license\"")]
    [InlineData("\"worst\": 1", "\"worst\": 0")]
    [InlineData("\"version\": \"1.1.0\",\n  \"title\"", "\"version\": \"one\",\n  \"title\"")]
    public void A_manifest_outside_the_format_is_refused(string from, string to)
    {
        var text = River.Text("playbook.json")!;
        text.ShouldContain(from);

        Playbook.Read(River.With("playbook.json", text.Replace(from, to))).Value.ShouldBeNull();
    }

    [Fact]
    public void A_manifest_written_is_read_back_the_same()
    {
        var manifest = ManifestJson.Read(River.Text("playbook.json")!).Value!;

        var again = ManifestJson.Read(ManifestJson.Write(manifest)).Value!;

        ManifestJson.Write(again).ShouldBe(ManifestJson.Write(manifest));
        again.Parameters.Length.ShouldBe(manifest.Parameters.Length);
        again.Parameters[0].Citation.ShouldBe(manifest.Parameters[0].Citation);
    }

    [Fact]
    public void A_file_that_is_no_text_is_named()
    {
        var files = new PackageFiles(River.Contents.SetItem("forms/bad.form", [0xff, 0xfe, 0x00]));

        Playbook.Read(files).Problems.ShouldHaveSingleItem().Location.File.ShouldBe("forms/bad.form");
    }

    private static byte[] Zip(params (string Path, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (path, content) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }
}
