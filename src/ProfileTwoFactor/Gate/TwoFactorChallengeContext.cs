using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor;

/// <summary>A request that is refused for want of a second factor, before its response is written.</summary>
public sealed class TwoFactorChallengeContext : BaseContext<ProfileTwoFactorSchemeOptions>
{
    internal TwoFactorChallengeContext(
        HttpContext context,
        AuthenticationScheme scheme,
        ProfileTwoFactorSchemeOptions options,
        TwoFactorError error,
        string? redirectUri
    )
        : base(context, scheme, options)
    {
        Error = error;
        RedirectUri = redirectUri;
        IsNavigation = redirectUri is not null;
    }

    /// <summary>The refusal: its code, the profile, and the page where the user can bind or verify.</summary>
    public TwoFactorError Error { get; }

    /// <summary>Whether a browser navigates, so that the response is a redirect. False for API and gRPC calls, which get a problem response.</summary>
    [MemberNotNullWhen(true, nameof(RedirectUri))]
    public bool IsNavigation { get; }

    /// <summary>Where a navigation is redirected to. You can set another address. Don't build it from what the caller sent.</summary>
    /// <value>Default: the bind or verify page, with the requested page as <c>returnUrl</c>. Null for API and gRPC calls, for which a value has no effect.</value>
    public string? RedirectUri { get; set; }

    /// <summary>Whether <see cref="HandleResponse"/> was called.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that you write the response to this navigation yourself. The endpoint still doesn't run.</summary>
    /// <remarks>
    /// The status is that of <see cref="Error"/> unless you set another. A status below 300 is replaced by it, so that a refusal never looks
    /// like a success; if the response has already started with such a status, the connection is closed. The response isn't stored by caches.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The request isn't a navigation. Responses to API and gRPC calls keep their status and body.</exception>
    public void HandleResponse()
    {
        if (!IsNavigation)
        {
            throw new InvalidOperationException(
                "HandleResponse() is for navigations only. Responses to API and gRPC calls keep their status and body, which clients rely on. Check IsNavigation first."
            );
        }

        Handled = true;
    }
}
