using System.ComponentModel;
using System.Diagnostics;

namespace ProfileTwoFactor.UnitTests;

/// <summary>Runs an independent implementation. A missing one fails the test: a check that didn't run proved nothing.</summary>
internal static class ExternalTool
{
    public static string Run(string tool, string debianPackage, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{tool} failed: {errors.Result}");
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"{tool} is missing. Install it: apt-get install {debianPackage}");
            return "";
        }
    }
}
