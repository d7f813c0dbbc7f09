using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.IntegrationTests.Windows;

/// <summary>A host's own bearer scheme: <c>Authorization: Bearer name;sid=1;jti=2</c>.</summary>
internal sealed class TokenSessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "OwnToken";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var parts = header["Bearer ".Length..].Split(';');
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, parts[0]), new("sub", parts[0])],
            Scheme.Name
        );
        foreach (var claim in parts.Skip(1).Select(part => part.Split('=')))
        {
            identity.AddClaim(new Claim(claim[0], claim[1]));
        }

        return Task.FromResult(
            AuthenticateResult.Success(
                new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)
            )
        );
    }
}
