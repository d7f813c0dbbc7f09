namespace ProfileTwoFactor.UnitTests;

/// <summary>A test that reads with the readers of <c>tests/qr-readers</c>, which are installed by <c>tests/qr-readers/run.sh</c>.</summary>
internal sealed class QrReadersTheoryAttribute : TheoryAttribute
{
    public const string Variable = "PROFILETWOFACTOR_QR_READERS";

    public QrReadersTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Skip = $"{Variable} names no folder; tests/qr-readers/run.sh runs this test";
        }
    }
}
