#!/usr/bin/env bash
# Microsoft.AspNetCore.Authentication.OpenIdConnect 10.0.15, .NET 10.
# OpenIdConnectOptions deletes the claim "acr" of each sign-in by default (ClaimActions), as it does with "nonce" and "aud". That works only
# with MapInboundClaims set to false: with the default, the token handler has renamed the claim before, and it stays in the cookie. So
# whether an app can ask later how strongly a person signed in depends on a switch that is about names. "amr" and "auth_time" stay in both
# cases; "amr" is renamed as well, "auth_time" is not. Seen:
#   MapInboundClaims=True: acr under http://schemas.microsoft.com/claims/authnclassreference, amr under http://schemas.microsoft.com/claims/authnmethodsreferences, auth_time under auth_time
#   MapInboundClaims=False: acr gone, amr under amr, auth_time under auth_time
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    <PackageReference Include="Microsoft.AspNetCore.Authentication.OpenIdConnect" Version="[10.0.15]" />
  </ItemGroup>
</Project>
PROJECT

cat >Program.cs <<'PROGRAM'
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

const string strong = "strong-context", method = "mfa";
var key = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));
var token = new JsonWebTokenHandler().CreateToken(
    new SecurityTokenDescriptor
    {
        Issuer = "https://id.example",
        Audience = "app",
        Claims = new Dictionary<string, object>
        {
            ["sub"] = "mei",
            ["acr"] = strong,
            ["amr"] = new[] { method },
            ["auth_time"] = 1700000000,
        },
        SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
    }
);
foreach (var maps in (bool[])[true, false])
{
    // The handler validates with TokenHandler and then runs each claim action on the identity.
    var options = new OpenIdConnectOptions { MapInboundClaims = maps };
    var parameters = new TokenValidationParameters
    {
        ValidIssuer = "https://id.example",
        ValidAudience = "app",
        IssuerSigningKey = key,
    };
    var identity = (await options.TokenHandler.ValidateTokenAsync(token, parameters)).ClaimsIdentity;
    using var noUserInfo = JsonDocument.Parse("{}");
    foreach (var action in options.ClaimActions)
    {
        action.Run(noUserInfo.RootElement, identity, "issuer");
    }

    string Name(string value) => identity.Claims.FirstOrDefault(claim => claim.Value == value)?.Type is { } type ? $"under {type}" : "gone";
    Console.WriteLine($"MapInboundClaims={maps}: acr {Name(strong)}, amr {Name(method)}, auth_time {Name("1700000000")}");
}
PROGRAM

seen=$(dotnet run)
echo "$seen"
expected='MapInboundClaims=True: acr under http://schemas.microsoft.com/claims/authnclassreference, amr under http://schemas.microsoft.com/claims/authnmethodsreferences, auth_time under auth_time
MapInboundClaims=False: acr gone, amr under amr, auth_time under auth_time'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
