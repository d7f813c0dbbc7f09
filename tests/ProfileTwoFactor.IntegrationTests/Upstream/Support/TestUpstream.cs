using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.IntegrationTests.Upstream.Support;

/// <summary>An app whose sign-ins carry what its identity provider said of them.</summary>
internal sealed class TestUpstream : IClaimsTransformation
{
    public const string Issuer = "https://id.example";

    /// <summary>By user, the claims of the sign-in.</summary>
    public Dictionary<string, Claim[]> Claims { get; } = new(StringComparer.Ordinal);

    public static void Trust(ProfileTwoFactorOptions options) =>
        options.UpstreamIssuers.Add(
            new()
            {
                Issuer = Issuer,
                AuthenticationMethods = { "mfa" },
                MaxAge = TimeSpan.FromHours(2),
            }
        );

    public void AddTo(IServiceCollection services) =>
        services.AddSingleton<IClaimsTransformation>(this);

    /// <summary>The person signed in there with two factors at this time.</summary>
    public void SignIn(string user, DateTimeOffset at, string method = "mfa") =>
        Claims[user] = [
            Of("auth_time", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            Of("amr", method),
        ];

    public static Claim Of(string type, string value, string issuer = Issuer) =>
        new(type, value, ClaimValueTypes.String, issuer);

    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (
            principal.Identity is not ClaimsIdentity { Name: { } name } identity
            || !Claims.TryGetValue(name, out var claims)
            || identity.HasClaim(claim => claim.Type == "auth_time")
        )
        {
            return Task.FromResult(principal);
        }

        var signedIn = identity.Clone();
        signedIn.AddClaims(claims);
        return Task.FromResult(new ClaimsPrincipal(signedIn));
    }
}
