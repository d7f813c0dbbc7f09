using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Hands a check to the handlers of our requirements.</summary>
/// <remarks>
/// One for all three, and a raw handler that looks for the requirements first: every other endpoint of the host pays for what stands here,
/// and the framework's generic base class costs an enumerator each time.
/// </remarks>
internal sealed class GateAuthorizationHandler(
    ProfileTwoFactorAuthorizationHandler profile,
    SharedLinkAuthorizationHandler link,
    AccountTwoFactorAuthorizationHandler account
) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        var demands = GateRequirements.In(context.Requirements);
        return demands switch
        {
            GateDemands.None => Task.CompletedTask,
            GateDemands.Profile => profile.HandleAsync(context),
            _ => HandleAsync(context, demands),
        };
    }

    private async Task HandleAsync(AuthorizationHandlerContext context, GateDemands demands)
    {
        if ((demands & GateDemands.Profile) != 0)
        {
            await profile.HandleAsync(context);
        }

        if ((demands & GateDemands.Link) != 0)
        {
            await link.HandleAsync(context);
        }

        if ((demands & GateDemands.Account) != 0)
        {
            await account.HandleAsync(context);
        }
    }
}
