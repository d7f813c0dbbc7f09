using ProfileTwoFactor.Infrastructure;
using static ProfileTwoFactor.UnitTests.Bindings.TestAuthenticators;

namespace ProfileTwoFactor.UnitTests.Bindings;

public sealed class SecretLengthTests
{
    /// <summary>RFC 4226, section 4: at least 128 bits. An own protector that returns less has lost the secret.</summary>
    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public async Task Secret_OfLessThan128Bits_IsAFaultOfTheKeyRing(int length, bool taken)
    {
        await using var engine = new BindingEngine([]);
        var stored = engine.Protection.Protect(Key, new byte[length]);

        if (taken)
        {
            Assert.Equal(length, engine.Protection.Unprotect(Key, stored).Length);
        }
        else
        {
            var failure = Assert.Throws<DependencyUnavailableException>(() =>
                engine.Protection.Unprotect(Key, stored)
            );
            Assert.Equal(DependencyNames.KeyRing, failure.Dependency);
            Assert.Contains("128 bits", failure.InnerException!.Message, StringComparison.Ordinal);
        }
    }
}
