using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>The cookie between password and code. It opens nothing but the call that takes the code.</summary>
internal sealed class PartialSignInCookie(
    PartialSignInSeal seal,
    TimeProvider time,
    IOptions<AccountTwoFactorOptions> options
)
{
    /// <summary>
    /// On the answer that hands the cookie out, whatever the host makes of it otherwise: the one refused call that a script must not
    /// repeat after the code, since it would start another partial sign-in. The cookie itself no script can see.
    /// </summary>
    public const string HeaderName = "ProfileTwoFactor-SignIn";

    /// <summary>What a browser keeps for one cookie.</summary>
    private const int Longest = 4096;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _lifetime = options.Value.SignInLifetime;
    private readonly CookieBuilder _cookie = options.Value.SignInCookie;

    private string Name => _cookie.Name!;

    public bool IsPresented(HttpContext context) => context.Request.Cookies.ContainsKey(Name);

    /// <summary>The value of the cookie. Made before anything is changed, so that a lost key ring leaves all as it was.</summary>
    public string Create(
        TwoFactorAccount account,
        string epoch,
        AuthenticationProperties? properties
    )
    {
        var signIn = new PartialSignIn
        {
            Id = RandomId.Create(),
            UserId = account.UserId,
            AccountStamp = account.Stamp ?? "",
            Epoch = epoch,
            Stamp = PartialSignIn.HashOf(account.SecurityStamp),
            BegunAt = time.GetUtcNow(),
            Properties = PropertiesSerializer.Default.Serialize(
                properties ?? new AuthenticationProperties()
            ),
        };
        var value = seal.Seal(signIn);
        if (value.Length > Longest - Name.Length - 200)
        {
            throw new InvalidOperationException(
                "The properties of the sign-in are too large for a cookie. Pass only the properties that the session requires to SignInAsync, without tokens."
            );
        }

        return value;
    }

    public void HandOut(HttpContext context, string value)
    {
        context.Response.Cookies.Append(Name, value, Cookie(context, _lifetime));
        context.Response.Headers[HeaderName] = "half-way";
    }

    /// <summary>The sign-in this browser is in the middle of, by its own words; null when there is none or its time is up.</summary>
    public PartialSignIn? Read(HttpContext context)
    {
        var value = context.Request.Cookies[Name];
        if (string.IsNullOrEmpty(value) || value.Length > Longest)
        {
            return null;
        }

        var signIn = seal.Open(value);
        // The node that asked for the password may be ahead of this one; far ahead is a clock that was set back.
        return
            signIn is not null
            && time.GetUtcNow() - signIn.BegunAt is var age
            && age >= -Tolerance
            && age < _lifetime
            ? signIn
            : null;
    }

    public DateTimeOffset EndOf(PartialSignIn signIn) => signIn.BegunAt + _lifetime;

    public void Forget(HttpContext context)
    {
        if (IsPresented(context) && !context.Response.HasStarted)
        {
            context.Response.Cookies.Delete(Name, Cookie(context, null));
        }
    }

    private CookieOptions Cookie(HttpContext context, TimeSpan? lifetime)
    {
        var cookie = _cookie.Build(context);
        cookie.MaxAge = lifetime;
        if (_cookie.Path is null && !Name.StartsWith("__Host-", StringComparison.Ordinal))
        {
            cookie.Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/";
        }

        return cookie;
    }
}
