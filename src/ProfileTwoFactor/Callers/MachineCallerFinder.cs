using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Callers;

/// <summary>Tells machine callers apart from people. In doubt it is a person, who needs a code.</summary>
/// <remarks>Registered only where the app named its machine callers.</remarks>
internal sealed class MachineCallerFinder(Deadline deadline)
{
    // Copied with the request into what is kept of it for an open connection.
    private static readonly object PersonKey = new();

    /// <summary>Whether the caller can't be a machine, by what is known without asking the app: a cookie authenticated it, or more than one identity did.</summary>
    public static bool IsPerson(HttpContext context, ClaimsPrincipal user) =>
        IsMarked(context)
        || user.Identities.Count(identity => identity.IsAuthenticated) != 1
        || CallerScheme.HasCookie(context);

    /// <summary>Whether the caller has a key, but counts as a person because of a session beside it. What is kept of the request for an open connection has to say so.</summary>
    public static bool IsMarked(HttpContext context) => context.Items.ContainsKey(PersonKey);

    /// <param name="context">The request, or what is kept of it.</param>
    /// <param name="services">Where the app's directory comes from.</param>
    /// <param name="user">The caller.</param>
    /// <param name="profileId">The canonical profile id; null for an account.</param>
    /// <returns>Null for a person.</returns>
    /// <exception cref="DependencyUnavailableException">The app's directory can't answer.</exception>
    public async ValueTask<MachineCaller?> FindAsync(
        HttpContext context,
        IServiceProvider services,
        ClaimsPrincipal user,
        string? profileId
    )
    {
        if (IsPerson(context, user))
        {
            return null;
        }

        var answer = await deadline.AskAsync(
            DependencyNames.MachineCallers,
            (services, user, profileId),
            static (s, token) =>
                s
                    .services.GetRequiredService<IMachineCallerDirectory>()
                    .FindAsync(s.user, s.profileId, token),
            context.RequestAborted
        );
        if (answer is null)
        {
            return null;
        }

        var caller = Checked(answer);
        if (!await HasSessionAsync(context))
        {
            return caller;
        }

        context.Items[PersonKey] = true;
        return null;
    }

    public IAsyncEnumerable<MachineCaller> ListAsync(
        IServiceProvider services,
        string profileId,
        CancellationToken aborted
    ) =>
        deadline.EachAsync(
            DependencyNames.MachineCallers,
            (services, profileId),
            static (s, token) =>
                s
                    .services.GetRequiredService<IMachineCallerDirectory>()
                    .ListAsync(s.profileId, token),
            aborted
        );

    public MachineCaller Checked(MachineCaller? caller) =>
        caller is not null
        && IdentifierRules.IsValid(caller.KeyId)
        // It is logged, where a line break would begin an entry of its own.
        && !caller.KeyId.Any(char.IsControl)
        && (caller.CreatorMemberId is not { } creator || IdentifierRules.IsValid(creator))
            ? caller
            : throw deadline.InvalidAnswer(
                DependencyNames.MachineCallers,
                "it returned a key without an id, or with an id that is too long or has control characters"
            );

    /// <summary>A browser that sends a key beside its session is the session's person: the stricter of the two counts.</summary>
    private async ValueTask<bool> HasSessionAsync(HttpContext context)
    {
        if (
            context.Request.Headers.Cookie.Count == 0
            || context.RequestServices.GetService<IAuthenticationSchemeProvider>()
                is not { } schemes
        )
        {
            return false;
        }

        var own = CallerScheme.Find(context);
        foreach (var scheme in await schemes.GetAllSchemesAsync())
        {
            if (!typeof(CookieAuthenticationHandler).IsAssignableFrom(scheme.HandlerType))
            {
                continue;
            }

            try
            {
                // A scheme of cookies that forwards to the scheme of the key has found the key once more, and no session.
                if (
                    (await context.AuthenticateAsync(scheme.Name)).Ticket is { } session
                    && !string.Equals(session.AuthenticationScheme, own, StringComparison.Ordinal)
                    && SignedIn.Is(session.Principal)
                )
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is not DependencyUnavailableException)
            {
                // Whether there is a session isn't known: neither a person nor a machine is let in.
                throw deadline.Failed(DependencyNames.Session, exception);
            }
        }

        return false;
    }
}
