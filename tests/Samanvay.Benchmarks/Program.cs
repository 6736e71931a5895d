using System.Globalization;
using Samanvay.Benchmarks.Engine;

return args switch
{
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(Scale(rest)),
    ["recovery-child", var path, var from, var to] => await RecoveryChild.RunAsync(path, Number(from), Number(to)),
    _ => Usage(),
};

static int Scale(string[] rest) => rest is [var scale] ? Number(scale) : 2000;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine(
        "engine [procedures per measurement]   the durable loop against what the database alone can do");
    return 2;
}
