using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdentitySite.External;

/// <summary>STAND-IN for an external identity provider (Google, Entra ID): a page of this site on which you choose who you are, without a password. Use a real handler in an app.</summary>
internal sealed class StandInProvider(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IDataProtectionProvider protection
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "StandIn";

    private const string DisplayName = "Stand-in provider";

    private readonly PropertiesDataFormat _state = new(protection.CreateProtector(SchemeName));

    /// <summary>The login of a person at this provider.</summary>
    public static UserLoginInfo LoginOf(string email) => new(SchemeName, KeyOf(email), DisplayName);

    /// <summary>The provider's answer: Identity reads it from its external cookie, as with every provider.</summary>
    /// <returns>Where the sign-in goes on. Null if this site didn't ask for it.</returns>
    public static async Task<string?> AnswerAsync(HttpContext context, string state, string email)
    {
        var format = new PropertiesDataFormat(
            context
                .RequestServices.GetRequiredService<IDataProtectionProvider>()
                .CreateProtector(SchemeName)
        );
        if (format.Unprotect(state) is not { RedirectUri: { } next } properties)
        {
            return null;
        }

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, KeyOf(email)), new(ClaimTypes.Email, email)],
            SchemeName
        );
        await context.SignInAsync(IdentityConstants.ExternalScheme, new(identity), properties);
        return next;
    }

    private static string KeyOf(string email) => $"stand-in-{email}";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect($"/stand-in?state={Uri.EscapeDataString(_state.Protect(properties))}");
        return Task.CompletedTask;
    }
}
