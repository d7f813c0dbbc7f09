using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ProfileTwoFactor.IntegrationTests.Infrastructure;

/// <summary>Signs JSON web tokens as an identity provider does.</summary>
internal static class TokenIssuer
{
    public const string Address = "https://id.example";
    public const string Audience = "heatmap";

    // Libraries of tokens go by the machine's clock, so these hold, or don't, whatever the day.
    public static readonly DateTime LongAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime FarOff = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static SecurityKey Key { get; } = NewKey();

    public static SecurityKey NewKey() =>
        new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "key" };

    public static string Issue(
        string user,
        string? sid = null,
        string? jti = null,
        string? nonce = null,
        string audience = Audience,
        DateTime? expires = null,
        SecurityKey? key = null,
        IReadOnlyDictionary<string, object>? more = null
    )
    {
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = user,
            [JwtRegisteredClaimNames.UniqueName] = user,
        };
        Add(JwtRegisteredClaimNames.Sid, sid);
        Add(JwtRegisteredClaimNames.Jti, jti);
        Add(JwtRegisteredClaimNames.Nonce, nonce);
        foreach (var (name, value) in more ?? new Dictionary<string, object>())
        {
            claims[name] = value;
        }

        return new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Address,
                Audience = audience,
                IssuedAt = LongAgo,
                NotBefore = LongAgo,
                Expires = expires ?? FarOff,
                Claims = claims,
                SigningCredentials = new(key ?? Key, SecurityAlgorithms.EcdsaSha256),
            }
        );

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                claims[name] = value;
            }
        }
    }

    /// <summary>A host that takes these tokens, under the framework's names of claims.</summary>
    public static void Trust(JwtBearerOptions options) =>
        options.TokenValidationParameters = new()
        {
            ValidIssuer = Address,
            ValidAudience = Audience,
            IssuerSigningKey = Key,
        };

    /// <summary>A host that takes these tokens, under the names of claims that are in them.</summary>
    public static void TrustAsWritten(JwtBearerOptions options)
    {
        Trust(options);
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = JwtRegisteredClaimNames.UniqueName;
    }
}
