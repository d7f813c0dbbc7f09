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

    /// <summary>How long a canceled call may take to end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>The status alone. Null for callers who aren't members, and while it can't be read.</summary>
    public async Task<Panel?> ReadStatusAsync(HttpContext context, string profileId)
    {
        PageHeaders.ForbidStoring(context.Response.Headers);
        var status = await manager.GetStatusAsync(context, profileId);
        return status.Succeeded ? new Panel(context, status.Value) : null;
    }

    /// <returns>Null for callers who aren't members; a panel without a status when the status can't be read at the moment.</returns>
    public async Task<Panel?> ReadAsync(HttpContext context, string profileId, bool withMembers)
    {
        PageHeaders.ForbidStoring(context.Response.Headers);
        PageHeaders.ForbidFraming(context);
        var status = await manager.GetStatusAsync(context, profileId);
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

        panel = panel with { EnabledBy = await FindEnablerAsync(context, status.Value) };
        if (!withMembers || !status.Value.You.IsOwner)
        {
            return panel;
        }

        var members = await manager.ListMembersAsync(context, status.Value.ProfileId);
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
            // The page goes on with its own context, which the directory may use: what was canceled is waited for, though briefly.
            return await FindEnablerAsync(context, status, source.Token)
                .WaitAsync(timeout + Grace, CancellationToken.None);
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
        var access = await directory.FindAsync(status.ProfileId, context.User, cancelled);
        if (access is not { } found)
        {
            return null;
        }

        var scope = TwoFactorScope
            .Profile(found.Profile.Id, found.Profile.Stamp)
            .InTenant(options.Value.TenantResolver?.Invoke(context));
        var policy = await policies.FindAsync(scope, cancelled);
        return
            policy is { Enabled: true, ChangedBy: { Length: > 0 } memberId }
            && await directory.FindMemberAsync(found.Profile.Id, memberId, cancelled) is { } member
            ? member.AccountName
            : null;
    }
}
