using System.Security.Claims;
using ProfileTwoFactor.Accounts.Internal;
using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.UnitTests.Accounts;

/// <summary>The proof inside a session's principal.</summary>
public sealed class AccountProofTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Find_TheProofOfAnEpoch_FindsThatOneAlone()
    {
        var user = AccountProof.Put(
            new ClaimsPrincipal(new ClaimsIdentity("Cookies")),
            AccountProof.Create("epoch-1", Noon, ProofMethod.Code)
        );

        Assert.NotNull(AccountProof.Find(user, "epoch-1"));
        Assert.Null(AccountProof.Find(user, "epoch-2"));
        Assert.Null(AccountProof.Find(null, "epoch-1"));
        Assert.Null(AccountProof.Find(AccountProof.Put(user, null), "epoch-1"));
    }

    /// <summary>A claim that looks like it, on an identity of the host's own.</summary>
    [Fact]
    public void Find_AClaimOnAnotherIdentity_IsNoProof()
    {
        Claim[] claims = [new(AccountClaims.Epoch, "epoch-1")];
        var signedIn = new ClaimsIdentity(claims, "Cookies");
        var signedOut = new ClaimsIdentity(claims);

        Assert.Null(AccountProof.Find(new ClaimsPrincipal(signedIn), "epoch-1"));
        Assert.Null(AccountProof.Find(new ClaimsPrincipal(signedOut), "epoch-1"));
    }

    [Fact]
    public void Put_AProof_TakesThePlaceOfAnyOther()
    {
        var user = AccountProof.Put(
            new ClaimsPrincipal(new ClaimsIdentity("Cookies")),
            AccountProof.Create("epoch-1", Noon, ProofMethod.Code)
        );

        var again = AccountProof.Put(
            user,
            AccountProof.Create("epoch-2", Noon, ProofMethod.BackupCode)
        );

        Assert.Null(AccountProof.Find(again, "epoch-1"));
        var proof = AccountProof.Find(again, "epoch-2")!;
        Assert.Equal(2, again.Identities.Count());
        Assert.Contains(
            proof.FindAll(AccountClaims.AuthenticationMethod),
            claim => claim.Value == "mfa"
        );
        Assert.Equal(
            $"{Noon.ToUnixTimeSeconds()}",
            proof.FindFirst(AccountClaims.AuthenticationTime)!.Value
        );
    }
}
