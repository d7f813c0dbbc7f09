using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Warns once of a profile whose Owner is no member. Nobody could enable two-factor authentication there, and nothing else would say why.</summary>
/// <remarks>The usual cause is a directory that returns the Owner's user id, or an invitation that was never accepted.</remarks>
internal sealed class OwnerCheck(
    Deadline deadline,
    IOptions<ProfileTwoFactorOptions> options,
    ILogger<OwnerCheck> logger
)
{
    private static readonly object Asked = new();

    private readonly TwoGenerationCache<(TwoFactorScope Scope, string Owner), object> _owners = new(
        options.Value.DecisionCapacity
    );

    public async Task WarnIfUnknownAsync(ProfileCall call)
    {
        var owner = (call.Subject.Scope, call.Profile.OwnerMemberId);
        if (call.Subject.IsOwner || _owners.TryGet(owner, out _))
        {
            return;
        }

        // Before the answer, and whatever it is: a directory that can't answer is not asked again by each status.
        _owners.Set(owner, Asked);
        try
        {
            if (!await IsKnownAsync(call))
            {
                OperationGuardLog.OwnerUnknown(
                    logger,
                    LogText.OneLine(call.Profile.Id),
                    LogText.OneLine(owner.OwnerMemberId)
                );
            }
        }
        catch (DependencyUnavailableException)
        {
            // Whoever needs the directory's answer reports that it is missing.
        }
    }

    private async Task<bool> IsKnownAsync(ProfileCall call)
    {
        if (string.IsNullOrEmpty(call.Profile.OwnerMemberId))
        {
            return false;
        }

        var member = await deadline.AskAsync(
            DependencyNames.Directory,
            (call.Context.RequestServices, call.Profile),
            static (s, token) =>
                s
                    .RequestServices.GetRequiredService<IProfileDirectory>()
                    .FindMemberAsync(s.Profile.Id, s.Profile.OwnerMemberId, token),
            call.Context.RequestAborted
        );
        return member is not null;
    }
}
