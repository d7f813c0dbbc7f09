using System.Runtime.InteropServices;

namespace ProfileTwoFactor.Benchmarks.Reporting;

internal static class Header
{
    public static void Print(bool quick)
    {
        Console.WriteLine(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors"
        );
        if (Environment.GetEnvironmentVariable("DOTNET_TieredPGO") is not null and not "0")
        {
            Console.WriteLine("DOTNET_TieredPGO is set: the bytes will not hold still.");
        }
        if (quick)
        {
            Console.WriteLine(
                "Quick run: it shows that everything works; the figures mean little."
            );
        }
    }
}
