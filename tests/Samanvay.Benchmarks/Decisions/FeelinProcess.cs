using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samanvay.Feel.Values;

namespace Samanvay.Benchmarks.Decisions;

/// <summary>The npm package feelin on Node.js, with the same cells and the same cases.</summary>
internal static class FeelinProcess
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Decisions", "feelin");

    /// <summary>The locked version, installed beside the benchmark when it is not there yet.</summary>
    public static void Install()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    public static Measured Measure(double warmUp, double seconds)
    {
        var questions = Path.GetTempFileName();
        try
        {
            File.WriteAllText(questions, JsonSerializer.Serialize(
                new { rules = MeasuredTable.Rules, cases = MeasuredTable.Cases.Select(Plain), warmUp, seconds }));
            return JsonSerializer.Deserialize<Measured>(Run("node", "measure.mjs", questions))!;
        }
        finally
        {
            File.Delete(questions);
        }
    }

    private static IEnumerable<object> Plain(FeelContext inputs) => MeasuredTable.Inputs.Select(
        name => inputs[name] switch
        {
            FeelNumber number => number.ToDecimal()!.Value,
            FeelBoolean boolean => boolean.Value,
            var other => (object)((FeelString)other).Value,
        });

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
        })!;
        var told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? told
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {told}");
    }

    /// <param name="Answers">For each case the rules that matched.</param>
    internal sealed record Measured(
        [property: JsonPropertyName("answers")] int[][] Answers,
        [property: JsonPropertyName("perSecond")] double PerSecond);
}
