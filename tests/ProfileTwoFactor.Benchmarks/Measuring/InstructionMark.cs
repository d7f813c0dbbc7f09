using System.Runtime.InteropServices;

namespace ProfileTwoFactor.Benchmarks.Measuring;

/// <summary>Tells callgrind where a stretch begins and ends: by two functions of the C library that nothing else calls, since compilers put their code in place of the call. tests/instructions.sh names them.</summary>
internal static partial class InstructionMark
{
    public static void Begin() => _ = Long(0);

    public static void End() => _ = Int(0);

    [LibraryImport("libc", EntryPoint = "labs")]
    private static partial nint Long(nint value);

    [LibraryImport("libc", EntryPoint = "abs")]
    private static partial int Int(int value);
}
