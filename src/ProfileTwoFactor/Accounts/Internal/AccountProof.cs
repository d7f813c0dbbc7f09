using System.Globalization;
using System.Security.Claims;
using ProfileTwoFactor.Bindings;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>The identity in a session's principal that says: the second factor was proven, then, under that epoch.</summary>
internal static class AccountProof
{
    public static ClaimsIdentity Create(string epoch, DateTimeOffset provenAt, ProofMethod method)
    {
        var proof = new ClaimsIdentity(AccountClaims.AuthenticationType);
        if (method.Name() is { } name)
        {
            Add(AccountClaims.AuthenticationMethod, name);
        }

        Add(AccountClaims.AuthenticationMethod, "mfa");
        Add(
            AccountClaims.AuthenticationTime,
            provenAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
        );
        Add(AccountClaims.Epoch, epoch);
        return proof;

        void Add(string type, string value) =>
            proof.AddClaim(
                new Claim(type, value, ClaimValueTypes.String, AccountClaims.AuthenticationType)
            );
    }

    /// <summary>The proof of an epoch, anywhere in the principal. It can't be invented: an epoch is 128 random bits that leave the server only inside encrypted tickets.</summary>
    public static ClaimsIdentity? Find(ClaimsPrincipal? user, string epoch)
    {
        foreach (var identity in user?.Identities ?? [])
        {
            if (
                identity.IsAuthenticated
                && identity.AuthenticationType == AccountClaims.AuthenticationType
                && identity.HasClaim(AccountClaims.Epoch, epoch)
            )
            {
                return identity;
            }
        }

        return null;
    }

    /// <summary>The principal with this proof in place of any other.</summary>
    public static ClaimsPrincipal Put(ClaimsPrincipal user, ClaimsIdentity? proof)
    {
        var others = user.Identities.Where(identity =>
            identity.AuthenticationType != AccountClaims.AuthenticationType
        );
        return new ClaimsPrincipal(proof is null ? others : [.. others, proof]);
    }
}
