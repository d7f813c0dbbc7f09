using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Directories.Internal;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Management.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Windows;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Sign-in and sign-out of the scheme: opens and closes the caller's window of a profile.</summary>
internal sealed class ProfileWindows(
    ProfileCallRunner calls,
    ProfileResolver profiles,
    BindingManager bindings,
    WindowManager windows,
    WindowTokenSource tokens,
    BrowserWindows browser,
    Tenants tenants
)
{
    /// <exception cref="InvalidOperationException">The caller is not a bound member of a profile that has two-factor authentication.</exception>
    /// <exception cref="DependencyUnavailableException">Store, cache or directory can't answer; no window was opened.</exception>
    public async Task OpenAsync(HttpContext context, string? profileId)
    {
        var opened =
            await FindAsync(context, profileId) is var (call, record, binding)
            && ProvenBy(call, record, binding) is { } proven
            && await windows.OpenAsync(
                context,
                call.Subject,
                call.Key,
                proven,
                call.Policy?.WindowGeneration
            );
        if (!opened)
        {
            throw new InvalidOperationException(
                "A verification window can be opened only for a signed-in member with an authenticator that is bound to the profile of this request, and only if two-factor authentication of the profile is enabled."
            );
        }
    }

    /// <summary>Closes the window, if there is one to close. Null: every window of the browser.</summary>
    public Task CloseAsync(HttpContext context, string? profileId) =>
        profileId is null ? browser.CloseAllAsync(context)
        : tokens.IsTokenCaller(context) || tokens.SharesWindows(context)
            ? CloseOfMemberAsync(context, profileId)
        : CloseOfBrowserAsync(context, profileId);

    // Such a window lies where binding and member say, and not under a cookie.
    private async Task CloseOfMemberAsync(HttpContext context, string profileId)
    {
        try
        {
            if (await FindAsync(context, profileId) is var (call, _, binding))
            {
                await windows.SignOutAsync(context, call.Subject, call.Key, binding.BindingId);
                return;
            }
        }
        catch (DependencyUnavailableException exception)
        {
            await browser.CloseAllAsync(context, exception);
            return;
        }

        // What the browser has for itself must not come back to life later, either.
        if (!tokens.IsTokenCaller(context))
        {
            await CloseOfBrowserAsync(context, profileId);
        }
    }

    // Neither membership nor a binding is asked for: a window that is of no use right now must not come back to life later.
    private async Task CloseOfBrowserAsync(HttpContext context, string profileId)
    {
        TwoFactorScope? scope;
        try
        {
            var found = await profiles.FindAsync(
                context.RequestServices,
                profileId,
                context.User,
                context.RequestAborted
            );
            scope = found is { } access
                ? TwoFactorScope
                    .Profile(access.Profile.Id, access.Profile.Stamp)
                    .InTenant(tenants.Of(context))
                : null;
        }
        catch (DependencyUnavailableException)
        {
            // It is unknown which cookie is this profile's. Closing too much costs a code; closing too little leaves a copy valid.
            await browser.CloseAllAsync(context);
            return;
        }

        if (scope is { } profile)
        {
            await browser.CloseAsync(context, profile);
            await TryEndAsync(context, profileId);
        }
    }

    // So that the member's list no longer has it. It is closed already, in the cache and in the browser.
    private async Task TryEndAsync(HttpContext context, string profileId)
    {
        try
        {
            if (await FindAsync(context, profileId) is var (call, _, _))
            {
                await windows.EndAsync(context, call.Subject, call.Key);
            }
        }
        catch (DependencyUnavailableException)
        {
            // It stays listed, with a last use that isn't known.
        }
    }

    // The host vouches for the member and doesn't say by what: the first authenticator that counts.
    private ProvenBinding? ProvenBy(ProfileCall call, BindingRecord record, ActiveBinding binding)
    {
        var kinds = windows.KindsOf(call.Policy);
        return binding.Authenticators.FirstOrDefault(kinds.Usable) is { } first
            ? new ProvenBinding(binding, first.Id) { WindowGeneration = record.WindowGeneration }
            : null;
    }

    private async Task<(
        ProfileCall Session,
        BindingRecord Record,
        ActiveBinding Binding
    )?> FindAsync(HttpContext context, string? profileId)
    {
        if (string.IsNullOrEmpty(profileId))
        {
            return null;
        }

        var call = await calls.OpenAsync(context, profileId);
        if (call is not { Succeeded: true, Value: { Enabled: true } found })
        {
            return null;
        }

        var record = await bindings.FindAsync(found.Key);
        return record?.Active is { } active ? (found, record, active) : null;
    }
}
