using System.Runtime.InteropServices;
using NodaTime;

namespace Samanvay.Runtime.Clock;

/// <summary>What the operating system says about the host's time source.</summary>
/// <param name="Offset">The last measured difference; absent when the system does not know or does not say.</param>
public sealed record HostSynchronisation(Duration? Offset)
{
    public static HostSynchronisation Unknown { get; } = new((Duration?)null);

    private const int TimeError = 5;
    private const int StatusUnsynchronised = 0x0040;
    private const int StatusNanoseconds = 0x2000;

    /// <summary>
    /// Asks the kernel (adjtimex, reading only); on systems without it the answer is <see cref="Unknown"/>.
    /// </summary>
    public static HostSynchronisation Read()
    {
        if (!OperatingSystem.IsLinux() || !RuntimeInformation.ProcessArchitecture.IsSixtyFourBits()) return Unknown;
        var timex = default(Timex);
        try
        {
            var state = AdjustTime(ref timex);
            if (state is < 0 or TimeError || (timex.Status & StatusUnsynchronised) != 0) return Unknown;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            return Unknown;
        }
        var unit = (timex.Status & StatusNanoseconds) != 0 ? 1 : 1000;
        return new HostSynchronisation(Duration.FromNanoseconds(timex.Offset * unit));
    }

#pragma warning disable SYSLIB1054 // The generated form needs unsafe code; this call has nothing to marshal.
    [DllImport("libc", EntryPoint = "adjtimex", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int AdjustTime(ref Timex timex);
#pragma warning restore SYSLIB1054

    // The kernel's struct is 208 bytes on 64-bit systems; only these two of its fields are read.
    [StructLayout(LayoutKind.Explicit, Size = 208)]
    private struct Timex
    {
        [FieldOffset(0)] public uint Modes;
        [FieldOffset(8)] public long Offset;
        [FieldOffset(40)] public int Status;
    }
}

internal static class ArchitectureExtensions
{
    public static bool IsSixtyFourBits(this Architecture architecture) =>
        architecture is Architecture.X64 or Architecture.Arm64 or Architecture.LoongArch64 or Architecture.RiscV64;
}
