using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.DocSnippets.Machines;

#region ApiKeyHandler
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ShopKeyContext database
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    // "X-Api-Key: id.secret"
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (
            Request.Headers["X-Api-Key"] is not [{ } text]
            || text.Split('.') is not [var id, var secret]
        )
        {
            return AuthenticateResult.NoResult();
        }

        var key = await database.ApiKeys.SingleOrDefaultAsync(one => one.Id == id);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        if (key is null || !CryptographicOperations.FixedTimeEquals(hash, key.SecretHash))
        {
            return AuthenticateResult.Fail("The key is unknown.");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim("api_key_id", key.Id),
                // By this claim, the profile directory finds the membership under which the key acts.
                new Claim("member_id", key.CreatorMemberId),
            ],
            Scheme.Name
        );
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
#endregion
