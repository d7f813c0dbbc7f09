namespace ProfileTwoFactor.UnitTests;

/// <summary>A test that reads with the readers of <c>tests/qr-readers</c>, which <c>./test.sh --long</c> installs.</summary>
internal sealed class QrReadersTheoryAttribute : TheoryAttribute
{
    public const string Variable = "PROFILETWOFACTOR_QR_READERS";

    public QrReadersTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Skip = $"{Variable} names no folder; ./test.sh --long runs this test";
        }
    }
}
