using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ProfileTwoFactor.Benchmarks.Hosts;

internal static class Person
{
    public const string ProofClaim = "proof";

    public static ProfileMember MemberOf(int person) =>
        new()
        {
            MemberId = $"member-{person}-3f0b7c52",
            AccountName = $"person{person}@example.com",
            SecurityStamp = $"Q7ZK4T2M{person}XW5JH3R6PD",
        };

    /// <summary>The claims an ordinary host puts into its cookie.</summary>
    public static ClaimsPrincipal Principal(int person, bool proven)
    {
        var member = MemberOf(person);
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, $"9d1c6a0e-5b7f-4c1d-8f0a-{person:d12}"),
            new(ClaimTypes.Name, member.AccountName),
            new(ClaimTypes.Email, member.AccountName),
            new(ClaimTypes.Role, "customer"),
            new("security_stamp", member.SecurityStamp!),
            new(ProofClaim, proven ? "yes" : "no"),
        ];
        return new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }
}
