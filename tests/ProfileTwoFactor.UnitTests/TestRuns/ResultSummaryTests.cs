using System.Diagnostics;
using ProfileTwoFactor.UnitTests.Docs;

namespace ProfileTwoFactor.UnitTests.TestRuns;

/// <summary>What <c>tests/results.awk</c> makes of result files: the last words of <c>test.sh</c>.</summary>
public sealed class ResultSummaryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("results-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Results_ThatAllPassed_AreOneLine()
    {
        Write("Unit.trx", Run(Result("A", "Passed"), Result("B", "Passed")));
        Write("Server.trx", Run(Result("C", "Passed")));

        Assert.Equal((0, "3 passed, 0 failed\n"), Summarize());
    }

    [Fact]
    public void FailedTest_SaysNameMessageWithItsLinesAndWhere_AndNoLineOfTheFramework()
    {
        const string Message =
            "<Message>Values differ&#xD;\nExpected: &lt;a href=&quot;x&quot;&gt; &amp;amp;\nActual:   null</Message>";
        const string Stack =
            "<StackTrace>   at Xunit.Assert.Equal()\n   at Gate.Test() in /src/GateTests.cs:line 12</StackTrace>";
        Write(
            "Unit.trx",
            Run(
                Result("A", "Passed"),
                Result(
                    "Gate(name: &quot;b&#xA;c&quot;)",
                    "Failed",
                    $"<StdOut>seen &lt;x&gt;</StdOut><ErrorInfo>{Message}{Stack}</ErrorInfo>"
                )
            )
        );

        var (code, text) = Summarize();

        Assert.Equal(1, code);
        Assert.Contains(
            """
            FAILED  Gate(name: "b
            c")
              Values differ
              Expected: <a href="x"> &amp;
              Actual:   null
                 at Gate.Test() in /src/GateTests.cs:line 12
              It wrote:
              seen <x>
            """,
            text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Xunit.Assert", text, StringComparison.Ordinal);
        Assert.EndsWith("\n1 passed, 1 failed\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void SkippedTest_IsOneLineWithItsReason()
    {
        const string Reason =
            "<ErrorInfo><Message>chromium not installed;\n  see the docs</Message></ErrorInfo>";
        Write("Unit.trx", Run(Result("A", "Passed"), Result("B", "NotExecuted", Reason)));

        var (code, text) = Summarize();

        Assert.Equal(0, code);
        Assert.Equal(
            "SKIPPED B: chromium not installed; see the docs\n\n1 passed, 0 failed, 1 skipped\n",
            text
        );
    }

    [Fact]
    public void HostThatCrashed_IsAFailure_ThoughEveryTestItReportedPassed()
    {
        Write(
            "Unit.trx",
            Run(Result("A", "Passed"))
                .Replace(
                    "</TestRun>",
                    """<RunInfo outcome="Error"><Text>Test host process crashed</Text></RunInfo></TestRun>""",
                    StringComparison.Ordinal
                )
        );

        Write(
            "Unit.log",
            "[xUnit.net] Starting\nThe test running when the crash occurred: \nGate.Boom\n\nThis test may be it.\n"
        );

        var (code, text) = Summarize();

        Assert.Equal(1, code);
        Assert.Contains("Test host process crashed", text, StringComparison.Ordinal);
        Assert.Contains(
            "  Running at that moment:\n    Gate.Boom\n\n1 passed",
            text,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\n1 passed, 1 failed\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void FailedTest_ThatTheAdapterRepeatsAsAMessageOfTheRun_CountsOnce()
    {
        Write(
            "Unit.trx",
            Run(Result("A", "Failed", "<ErrorInfo><Message>m</Message></ErrorInfo>"))
                .Replace(
                    "</TestRun>",
                    """<RunInfo outcome="Error"><Text>[xUnit.net 00:00:01.00]     A [FAIL]</Text></RunInfo></TestRun>""",
                    StringComparison.Ordinal
                )
        );

        Assert.EndsWith("\n0 passed, 1 failed\n", Summarize().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ProjectWithoutAResultFile_IsAFailure_WithTheEndOfItsLog()
    {
        Write("Unit.trx", Run(Result("A", "Passed")));
        Write("Server.lost", "");
        Write("Server.log", string.Join('\n', Enumerable.Range(1, 100).Select(i => $"line {i}.")));

        var (code, text) = Summarize();

        Assert.Equal(1, code);
        Assert.Contains("Server.lost", text, StringComparison.Ordinal);
        Assert.Contains("  line 100.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("line 1.", text, StringComparison.Ordinal);
        Assert.EndsWith("\n1 passed, 1 failed\n", text, StringComparison.Ordinal);
    }

    private static string Run(params string[] results) =>
        $"""
            <?xml version="1.0" encoding="utf-8"?>
            <TestRun id="1"><Results>{string.Concat(results)}</Results></TestRun>
            """;

    private static string Result(string name, string outcome, string? output = null) =>
        $"""<UnitTestResult testId="1" testName="{name}" duration="00:00:01" outcome="{outcome}" """
        + (output is null ? "/>" : $"><Output>{output}</Output></UnitTestResult>");

    private void Write(string file, string text) =>
        File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private (int Code, string Text) Summarize()
    {
        var start = new ProcessStartInfo(
            "awk",
            [
                "-f",
                Path.Combine(Checkout.Root, "tests/results.awk"),
                .. _folder
                    .GetFiles()
                    .Select(file => file.FullName)
                    .Where(file => !file.EndsWith(".log", StringComparison.Ordinal)),
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text);
    }
}
