using ProfileTwoFactor.Codes.Internal;
using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Testing;

public sealed class FakeAuthenticatorTests
{
    // RFC 6238, appendix B, cut to six digits.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheRfcsSecret_IsTheRfcsCode(long seconds, string code)
    {
        var app = new FakeAuthenticator(Secret, At(seconds));

        Assert.Equal(code, app.Code());
    }

    [Fact]
    public void Code_AskedForAgain_IsNeverTheSame_AndATestThatAsksTooOftenLearnsWhy()
    {
        var clock = At(1_000_000_000);
        var app = FakeAuthenticator.FromUri($"otpauth://totp/a:b?secret={Secret}&issuer=a", clock);
        var codes = new List<string> { app.Code(), app.Code() };

        var error = Assert.Throws<InvalidOperationException>(app.Code);
        clock.NextStep();
        codes.Add(app.Code());

        Assert.Contains("30 seconds", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, codes.Distinct().Count());
    }

    [Fact]
    public void CurrentCode_IsWhatTheAppShows_WhetherOrNotItWasGiven()
    {
        var clock = At(1_000_000_000);
        var app = new FakeAuthenticator(Secret, clock);

        var given = app.Code();

        Assert.Equal(given, app.CurrentCode());
        var next = app.CurrentCode(1);
        Assert.NotEqual(given, next);
        clock.NextStep();
        Assert.Equal(next, app.CurrentCode());
        Assert.Equal(given, app.CurrentCode(-1));
        Assert.Equal(Secret, app.Secret);
    }

    [Fact]
    public void WrongCode_IsThatOfNoStepThePackageCouldAccept()
    {
        var clock = At(1_000_000_000);
        var app = new FakeAuthenticator(Secret, clock);
        var wrong = app.WrongCode();
        clock.AdjustTime(clock.GetUtcNow().AddSeconds(-60));
        var right = new List<string>();
        for (var step = 0; step < 5; step++)
        {
            right.Add(new FakeAuthenticator(Secret, clock).Code());
            clock.NextStep();
        }

        Assert.DoesNotContain(wrong, right);
        Assert.Equal(6, wrong.Length);
    }

    [Theory]
    [InlineData("otpauth://totp/a:b?issuer=a")]
    [InlineData("otpauth://totp/a:b?secret=not!base32")]
    [InlineData("otpauth://totp/a:b?secret=MZX")]
    [InlineData("otpauth://totp/a:b?secret=A")]
    public void Uri_WithoutAUsableSecret_IsRefusedWithoutRepeatingIt(string uri)
    {
        var error = Assert.Throws<FormatException>(() =>
            FakeAuthenticator.FromUri(uri, TimeProvider.System)
        );

        Assert.DoesNotContain("not!base32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_OfThePackage_IsReadBack()
    {
        var secret = Base32Text.Encode([
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            255,
            254,
            253,
            252,
            0,
            1,
            2,
            3,
            4,
            5,
        ]);
        var clock = At(1_000_000_000);

        Assert.Equal(
            new FakeAuthenticator(secret, clock).Code(),
            new FakeAuthenticator(secret.ToLowerInvariant().Insert(4, " "), clock).Code()
        );
    }

    private static FakeTimeProvider At(long seconds) =>
        new(DateTimeOffset.FromUnixTimeSeconds(seconds));
}
