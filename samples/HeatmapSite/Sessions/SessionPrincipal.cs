using System.Security.Claims;
using HeatmapSite.Data;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HeatmapSite.Sessions;

/// <summary>What a session says about the person it belongs to.</summary>
internal static class SessionPrincipal
{
    public const string StampClaim = "stamp";
    public const string SupportRole = "support";

    public static ClaimsPrincipal Create(Person person)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id),
            new(ClaimTypes.Name, person.Email),
            new(StampClaim, person.SecurityStamp),
        ];
        if (person.IsSupport)
        {
            claims.Add(new Claim(ClaimTypes.Role, SupportRole));
        }

        return new ClaimsPrincipal(
            new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)
        );
    }

    /// <summary>The signed-in person, or null.</summary>
    public static string? PersonId(this ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
            ? user.FindFirstValue(ClaimTypes.NameIdentifier)
            : null;
}
