namespace Samanvay.Server.Sample;

/// <summary>Where the files of the sample city and of the bundled playbooks lie beside the program.</summary>
internal static class SampleFiles
{
    public static string City => Under("samples", "city");

    public static string Season => Under("samples", "season");

    public static string Templates => Under("templates");

    private static string Under(params string[] parts) => Path.Combine([AppContext.BaseDirectory, .. parts]);
}
