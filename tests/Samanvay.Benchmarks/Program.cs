using System.Globalization;
using Samanvay.Benchmarks.Engine;

return args switch
{
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(Scale(rest)),
    _ => Usage(),
};

static int Scale(string[] rest) => rest is [var scale] ? int.Parse(scale, CultureInfo.InvariantCulture) : 2000;

static int Usage()
{
    Console.Error.WriteLine("engine [procedures per measurement]   the durable loop against what the database alone can do");
    return 2;
}
