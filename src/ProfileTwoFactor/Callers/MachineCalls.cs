using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Outcomes.Internal;

namespace ProfileTwoFactor.Callers;

/// <summary>Keeps machine callers out of the package's own calls: they are for people, whatever the rules of a profile say about its data.</summary>
internal static class MachineCalls
{
    /// <param name="context">The call.</param>
    /// <param name="profileId">The canonical profile id; null for an account.</param>
    /// <returns>Null for a person, and in apps that name no machine callers.</returns>
    /// <exception cref="Infrastructure.DependencyUnavailableException">The app's directory can't answer.</exception>
    public static ValueTask<TwoFactorError?> RefuseAsync(HttpContext context, string? profileId) =>
        context.RequestServices.GetService<MachineCallerFinder>() is { } finder
            ? RefuseAsync(finder, context, profileId)
            : default;

    /// <summary>Whether a machine asks for what a person's account protects.</summary>
    /// <param name="context">The request, or what is kept of it.</param>
    /// <param name="services">Where the app's directory comes from.</param>
    /// <param name="user">The caller.</param>
    /// <exception cref="Infrastructure.DependencyUnavailableException">The app's directory can't answer.</exception>
    public static async ValueTask<bool> IsMachineAsync(
        HttpContext context,
        IServiceProvider services,
        ClaimsPrincipal user
    ) =>
        services.GetService<MachineCallerFinder>() is { } finder
        && await finder.FindAsync(context, services, user, profileId: null) is not null;

    private static async ValueTask<TwoFactorError?> RefuseAsync(
        MachineCallerFinder finder,
        HttpContext context,
        string? profileId
    ) =>
        await finder.FindAsync(context, context.RequestServices, context.User, profileId) is null
            ? null
            : TwoFactorErrorFactory.MachineCallerDenied();
}
