using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Samanvay.Tests.Designer;

/// <summary>
/// bUnit asks for another version of AngleSharp.Diffing than the one that is restored; the one beside the tests
/// serves.
/// </summary>
internal static class BunitSetup
{
    private const string Assembly = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Resolve() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == Assembly
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Assembly + ".dll"))
            : null;
}
