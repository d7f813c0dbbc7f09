using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.IntegrationTests.Machines.Support;

/// <summary>An app's own scheme of API keys. A key is "id:member", in a header, or in a cookie for clients that can set no header.</summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";
    public const string Cookie = "api-key";
    public const string KeyId = "key_id";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Request.Headers[Header].FirstOrDefault() ?? Request.Cookies[Cookie];
        // A colon has no place in the value of a cookie.
        if (key?.Replace('.', ':').Split(':') is not [var id, var member])
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, member),
                // The creator's account.
                new Claim(ClaimTypes.NameIdentifier, member),
                new Claim(KeyId, id),
            ],
            SchemeName
        );
        return Task.FromResult(
            AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName))
        );
    }
}
