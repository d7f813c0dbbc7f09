using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Ends windows: in the store, which is what counts; then in what this node and the others keep; and at last in the cache.</summary>
internal sealed class WindowEnder(
    WindowRegister register,
    WindowStore store,
    ScopeRegistry scopes,
    ILogger<WindowEnder> logger
)
{
    /// <summary>Ends some windows of a member.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="ends">Which of those that are listed.</param>
    /// <param name="endsUnlisted">Whether those end as well that an earlier release opened.</param>
    /// <returns>How many browsers verify again, as far as they are listed, and whether anything changed.</returns>
    /// <exception cref="DependencyUnavailableException">The store can't answer, or the outcome is unknown.</exception>
    public Task<WindowEnding> EndAsync(
        BindingKey key,
        Func<VerifiedWindow, bool> ends,
        bool endsUnlisted
    ) => EndAsync(key, register.EndAsync(key, ends, endsUnlisted));

    /// <summary>Ends all windows of a member but some, those of earlier releases and those whose proof is accepted and that aren't listed yet among them.</summary>
    /// <param name="key">The member's record.</param>
    /// <param name="keeps">Which of those that are listed go on.</param>
    /// <param name="unlisted">One that an earlier release opened and that goes on.</param>
    /// <returns>How many browsers verify again, as far as they are listed, and whether anything changed.</returns>
    /// <exception cref="DependencyUnavailableException">The store can't answer, or the outcome is unknown.</exception>
    public Task<WindowEnding> EndAllAsync(
        BindingKey key,
        Func<VerifiedWindow, bool> keeps,
        VerifiedWindow? unlisted = null
    ) => EndAsync(key, register.EndAllAsync(key, keeps, unlisted));

    private async Task<WindowEnding> EndAsync(BindingKey key, Task<WindowEnding> ends)
    {
        // A caller may end what isn't there as often as they like; that has no one asked again for anything.
        var changes = true;
        WindowEnding ending;
        try
        {
            ending = await ends;
            changes = ending.Changes;
        }
        finally
        {
            if (changes)
            {
                scopes.Invalidate(key.Scope);
            }
        }

        await Task.WhenAll(ending.Ended.Select(TidyAsync));
        return ending;
    }

    /// <summary>Lets the caller's own windows count in the generation that comes next, in which all others have ended.</summary>
    /// <returns>That generation.</returns>
    public Task<string> CarryOverAsync(BindingKey key, OwnWindows own, PolicyRecord policy) =>
        register.CarryOverAsync(key, own, policy);

    // The window has ended already, whatever the cache does.
    private async Task TidyAsync(VerifiedWindow window)
    {
        if (WindowPlace.OfName(window.Place ?? window.Presented) is not { } place)
        {
            return;
        }

        try
        {
            await store.CloseAsync(place);
        }
        catch (DependencyUnavailableException exception)
        {
            WindowLog.CleanupFailed(logger, exception);
        }
    }
}
