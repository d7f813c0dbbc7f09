using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Internal;

/// <summary>Reads what the panel shows to the caller.</summary>
internal sealed class PanelReader(
    IProfileTwoFactorManager manager,
    IProfileDirectory directory,
    IPolicyStore policies,
    IOptions<ProfileTwoFactorOptions> options
)
{
    private const int MostMembers = 50;

    /// <returns>Null for callers who aren't members; a panel without a status when the status can't be read at the moment.</returns>
    public async Task<Panel?> ReadAsync(HttpContext context, string profileId, bool withMembers)
    {
        context.Response.Headers.CacheControl = "no-store";
        var status = await manager.GetStatusAsync(context, profileId).ConfigureAwait(false);
        if (!status.Succeeded)
        {
            return status.Error.Code == TwoFactorErrorCodes.Unavailable
                ? new Panel(context, Status: null)
                : null;
        }

        var panel = new Panel(context, status.Value);
        if (!status.Value.Enabled)
        {
            return panel;
        }

        panel = panel with
        {
            EnabledBy = await FindEnablerAsync(context, status.Value).ConfigureAwait(false),
        };
        if (!withMembers || !status.Value.You.IsOwner)
        {
            return panel;
        }

        var members = await manager
            .ListMembersAsync(context, status.Value.ProfileId)
            .ConfigureAwait(false);
        return panel with
        {
            Members = members.Value is { } all ? [.. all.Take(MostMembers)] : null,
            MembersWithheld = !members.Succeeded,
        };
    }

    // A courtesy of the panel: what can't be found out is left out, and nothing depends on it.
    private async Task<string?> FindEnablerAsync(HttpContext context, ProfileTwoFactorStatus status)
    {
        var timeout = options.Value.DependencyTimeout;
        // Not disposed: what hangs must still be canceled, and a disposed source cancels nothing.
        var source = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        source.CancelAfter(timeout);
        try
        {
            return await FindEnablerAsync(context, status, source.Token)
                .WaitAsync(timeout, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    private async Task<string?> FindEnablerAsync(
        HttpContext context,
        ProfileTwoFactorStatus status,
        CancellationToken cancelled
    )
    {
        var access = await directory
            .FindAsync(status.ProfileId, context.User, cancelled)
            .ConfigureAwait(false);
        if (access is not { } found)
        {
            return null;
        }

        var scope = TwoFactorScope
            .Profile(found.Profile.Id, found.Profile.Stamp)
            .InTenant(options.Value.TenantResolver?.Invoke(context));
        var policy = await policies.FindAsync(scope, cancelled).ConfigureAwait(false);
        return
            policy is { Enabled: true, ChangedBy: { Length: > 0 } memberId }
            && await directory
                .FindMemberAsync(found.Profile.Id, memberId, cancelled)
                .ConfigureAwait(false)
                is { } member
            ? member.AccountName
            : null;
    }
}
