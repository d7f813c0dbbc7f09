using Microsoft.AspNetCore.Authorization;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>What one finds in hosts: a super-user handler gone wrong.</summary>
public sealed class SucceedsEverything : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        foreach (var requirement in context.PendingRequirements.ToList())
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
