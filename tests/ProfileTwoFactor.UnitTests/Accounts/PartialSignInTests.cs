using System.Buffers.Text;
using Microsoft.AspNetCore.DataProtection;
using ProfileTwoFactor.Accounts.Internal;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>What is sealed into the cookie between password and code is read by the next release as well.</summary>
public sealed class PartialSignInTests
{
    private readonly EphemeralDataProtectionProvider _keys = new();

    /// <summary>The expected value was computed with another program.</summary>
    [Fact]
    public void Hash_OfASecurityStamp_StaysWhatItIs() =>
        Assert.Equal(
            "676B613C22D7B7687BD2E6ADDD3CC86F7CF992DC3632E94DA088478CBF6C24D2",
            Convert.ToHexString(PartialSignIn.HashOf("s1"))
        );

    [Fact]
    public void Cookie_FromBeforeAccountsHadStamps_HasAnEmptyOne()
    {
        var sealedText = Base64Url.EncodeToString(
            _keys
                .CreateProtector("ProfileTwoFactor.HalfWay.v1")
                .Protect(
                    """
                    {
                      "Id": "id", "UserId": "mei", "Epoch": "e1", "Stamp": "AQI=",
                      "BegunAt": "2026-11-30T12:00:00+00:00", "Properties": ""
                    }
                    """u8.ToArray()
                )
        );

        var signIn = new PartialSignInSeal(_keys).Open(sealedText)!;

        Assert.Equal(
            ("id", "mei", "", "e1"),
            (signIn.Id, signIn.UserId, signIn.AccountStamp, signIn.Epoch)
        );
        Assert.Equal([1, 2], signIn.Stamp);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero), signIn.BegunAt);
    }
}
