using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>Opens, reads, extends and closes the windows of subjects.</summary>
internal sealed class WindowManager(
    WindowStore store,
    WindowTokenSource tokens,
    WindowCookieWriter cookies,
    WindowRegister register,
    WindowLifetimes lifetimes,
    ScopeRegistry scopes,
    ILogger<WindowManager> logger
)
{
    public Task ProbeAsync() => store.ProbeAsync();

    /// <summary>What windows can be opened with under a policy.</summary>
    public AllowedKinds KindsOf(PolicyRecord? policy) => lifetimes.Of(policy).Kinds;

    /// <summary>The caller's live window, or null. A passive read: nothing is extended.</summary>
    /// <param name="context">The request.</param>
    /// <param name="subject">Whose it is.</param>
    /// <param name="policy">The policy, from the store.</param>
    /// <param name="record">The member's record, from the store.</param>
    public async Task<WindowState?> FindAsync(
        HttpContext context,
        ScopeSubject subject,
        PolicyRecord? policy,
        BindingRecord? record
    ) =>
        policy is not null
        && record?.Active is { } active
        && await FindAnyAsync(context, subject, policy, record, KindsOf(policy)) is { } window
        && !ProofId.IsRecovery(active, window.ProofId)
            ? window
            : null;

    /// <summary>Whether the caller has a window that is live but for its kind, which may not count any more, or one for recovery. It lets an authenticator that counts be bound, and nothing else.</summary>
    public async Task<bool> HasProvenAsync(
        HttpContext context,
        ScopeSubject subject,
        PolicyRecord? policy,
        BindingRecord record
    ) =>
        policy is not null
        && (
            await FindAnyAsync(context, subject, policy, record, KindsOf(policy).WithEvery())
                is not null
            || await FindRecoveryAsync(context, subject, policy, record) is not null
        );

    /// <summary>The window that a backup code opened where only passkeys are accepted: it lets a new one be bound, and nothing else.</summary>
    public async Task<WindowState?> FindRecoveryAsync(
        HttpContext context,
        ScopeSubject subject,
        PolicyRecord? policy,
        BindingRecord? record
    ) =>
        policy is not null
        && record?.Active is { } active
        && await FindAnyAsync(context, subject, policy, record, KindsOf(policy)) is { } window
        && ProofId.IsRecovery(active, window.ProofId)
        && store.IsRecovering(window)
            ? window
            : null;

    private async Task<WindowState?> FindAnyAsync(
        HttpContext context,
        ScopeSubject subject,
        PolicyRecord policy,
        BindingRecord record,
        AllowedKinds kinds
    )
    {
        var limits = lifetimes.Of(policy);
        foreach (var token in tokens.ReadAll(context, subject.User, scopes.Scope(subject.Scope)))
        {
            if (
                WindowCandidates.Of(policy, record, kinds, subject.SecurityStamp, token, null)
                    is { } candidates
                && await store.FindAsync(candidates, limits) is { } window
            )
            {
                return window;
            }
        }

        return null;
    }

    /// <summary>Draws what will be presented for the window of a profile that a proof is about to open.</summary>
    /// <param name="context">The request.</param>
    /// <param name="subject">Who verifies.</param>
    /// <param name="key">Their record.</param>
    /// <param name="generation">The generation of the profile's windows.</param>
    /// <returns>Null when the caller presents nothing a window could hang on (a token without the configured claims).</returns>
    public WindowOpening? Prepare(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        string? generation
    )
    {
        var scope = scopes.Scope(subject.Scope);
        var before = tokens.ReadForClosing(context, subject.User, scope);
        var opened = tokens.Create(context, subject.User, scope);
        return opened.Count == 0
            ? null
            : new(context, subject, key, generation, lifetimes.Kept, register)
            {
                Scope = scope,
                Decisions = scope.Generation,
                Tokens = opened,
                Replaced = [.. before.Except(opened)],
            };
    }

    /// <summary>Opens a window under a new token and closes those that it replaces.</summary>
    /// <param name="context">The request.</param>
    /// <param name="subject">Who has verified.</param>
    /// <param name="key">Their record.</param>
    /// <param name="proven">What they have verified with.</param>
    /// <param name="generation">The generation of the profile's windows when they did.</param>
    /// <returns>
    /// False when the caller presents nothing a window could hang on (a token without the configured claims), or when the member's windows were
    /// ended since the proof.
    /// </returns>
    public async Task<bool> OpenAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        ProvenBinding proven,
        string? generation
    )
    {
        if (Prepare(context, subject, key, generation) is not { } opening)
        {
            return false;
        }

        var keys = opening.KeysFor(proven);
        await WriteAsync(keys);
        // After the cache: until the store lists it, nothing of it counts.
        if (
            subject.Scope.Kind == TwoFactorScopeKind.Profile
            && !await register.ListAsync(key, opening.ListedFor(proven, keys))
        )
        {
            return false;
        }

        try
        {
            await CloseReplacedAsync(opening, proven, _ => true);
        }
        finally
        {
            opening.Scope.Invalidate();
        }

        // At last: an answer that says "can't tell" brings no window with it.
        HandOut(opening);
        return true;
    }

    /// <summary>Opens a window that the store lists since the proof was accepted, in one trip to the cache.</summary>
    /// <returns>False when it has ended since the proof, as far as this process has heard. The gate asks the store in any case.</returns>
    /// <exception cref="DependencyUnavailableException">
    /// The cache doesn't take it, or keeps what it replaces. Nothing was opened. What was open stays open, unless the store can't list it again, or
    /// something else was written to the member's record in between.
    /// </exception>
    public async Task<bool> OpenListedAsync(WindowOpening opening, ProvenBinding proven)
    {
        var keys = opening.KeysFor(proven);
        bool changed;
        try
        {
            await WriteAsync(keys);
            await CloseReplacedAsync(opening, proven, old => !WindowTokenSource.IsListed(old));
        }
        catch (DependencyUnavailableException)
        {
            if (!await TryUndoAsync(opening))
            {
                ForgetReplaced(opening, proven);
            }

            throw;
        }
        finally
        {
            changed = opening.Scope.Generation != opening.Decisions;
            opening.Scope.Invalidate();
        }

        ForgetReplaced(opening, proven);
        // Another member who verifies changes the generation, too, so the store is asked.
        if (changed && !await CountsAsync(opening))
        {
            // What hangs on a claim or on the member may have been opened again since.
            foreach (var (token, key) in opening.Tokens.Zip(keys))
            {
                if (token.Carrier == WindowCarrier.Cookie)
                {
                    _ = TidyAsync(key.Place);
                }
            }

            return false;
        }

        HandOut(opening);
        return true;
    }

    /// <remarks>A store that doesn't answer ends nothing: the proof is used up, and the gate asks the store, too.</remarks>
    private async Task<bool> CountsAsync(WindowOpening opening)
    {
        try
        {
            return await register.CountsAsync(opening);
        }
        catch (DependencyUnavailableException)
        {
            return true;
        }
    }

    /// <remarks>The store no longer lists them, so they have ended, and no one waits for the removal of their entries.</remarks>
    private void ForgetReplaced(WindowOpening opening, ProvenBinding proven)
    {
        foreach (var old in opening.Replaced.Where(old => WindowTokenSource.IsListed(old)))
        {
            TellClosed(old);
            _ = TidyAsync(PlaceOf(opening, proven, old));
        }
    }

    private Task WriteAsync(IReadOnlyList<WindowKey> keys) =>
        Task.WhenAll(keys.Select(store.OpenAsync));

    private void HandOut(WindowOpening opening)
    {
        foreach (var token in opening.Tokens)
        {
            cookies.HandOut(opening.Context, opening.Scope, token);
        }
    }

    /// <remarks>A window that an earlier release opened is listed nowhere, and ends by nothing but this.</remarks>
    private Task CloseReplacedAsync(
        WindowOpening opening,
        ProvenBinding proven,
        Func<WindowToken, bool> which
    ) =>
        Task.WhenAll(
            opening
                .Replaced.Where(which)
                .Select(async old =>
                {
                    await store.CloseAsync(PlaceOf(opening, proven, old));
                    TellClosed(old);
                })
        );

    private async Task TidyAsync(WindowPlace place)
    {
        try
        {
            await store.CloseAsync(place);
        }
        catch (DependencyUnavailableException exception)
        {
            WindowLog.CleanupFailed(logger, exception);
        }
    }

    private static WindowPlace PlaceOf(
        WindowOpening opening,
        ProvenBinding proven,
        in WindowToken old
    ) => PlaceOf(opening.Subject, opening.Key, proven.Binding.BindingId, old);

    /// <returns>False if what the window would have replaced has ended. True if it goes on, or if no one knows.</returns>
    /// <remarks>So that it goes on, and the member isn't shown a browser that never was.</remarks>
    private async Task<bool> TryUndoAsync(WindowOpening opening)
    {
        var ended = false;
        try
        {
            if (await register.TryUndoAsync(opening))
            {
                return true;
            }

            ended = true;
            await register.EndAsync(opening);
        }
        catch (DependencyUnavailableException exception)
        {
            WindowLog.CleanupFailed(logger, exception);
        }

        return !ended;
    }

    public async Task CloseAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        string bindingId
    )
    {
        var scope = scopes.Scope(subject.Scope);
        var presented = tokens.ReadForClosing(context, subject.User, scope);
        cookies.Forget(context, scope);
        var closed = false;
        DependencyUnavailableException? failure = null;
        foreach (var token in presented)
        {
            try
            {
                closed |= await store.TryCloseAsync(PlaceOf(subject, key, bindingId, token));
            }
            catch (DependencyUnavailableException exception)
            {
                // Only where it is known that there was nothing to close, nothing is voided: a caller may close as often as they like.
                closed = true;
                failure ??= exception;
            }

            TellClosed(token);
        }

        if (closed && presented.Any(token => token.Carrier != WindowCarrier.Cookie))
        {
            // The window of a claim or of a member has no cookie by which other nodes would find it.
            scopes.Invalidate(subject.Scope);
        }
        else if (closed)
        {
            scope.Invalidate();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Ends the caller's windows in the store, so that no copy of them counts, whatever the cache does.</summary>
    public Task EndAsync(HttpContext context, ScopeSubject subject, BindingKey key)
    {
        var presented = tokens
            .ReadForClosing(context, subject.User, scopes.Scope(subject.Scope))
            .Select(token => WindowList.NameOf(token))
            .ToHashSet();
        return presented.Count == 0
            ? Task.CompletedTask
            : register.EndAsync(
                key,
                window => presented.Contains(window.Presented),
                endsUnlisted: false
            );
    }

    /// <summary>Ends the caller's windows at sign-out, which must succeed whatever is down.</summary>
    public async Task SignOutAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        string bindingId
    )
    {
        try
        {
            await EndAsync(context, subject, key);
        }
        catch (DependencyUnavailableException)
        {
            // It stays listed, with a last use that isn't known.
        }

        await TryAsync(
            () => CloseAsync(context, subject, key, bindingId),
            WindowLog.SignOutIncomplete
        );
    }

    /// <summary>For a person whose session proves itself: without the window the next sensitive action asks for one more code.</summary>
    public Task TryOpenAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        ProvenBinding proven
    ) =>
        TryAsync(
            () => OpenAsync(context, subject, key, proven, generation: null),
            WindowLog.WindowNotOpened
        );

    /// <summary>Tidying only, where the window has died with its epoch.</summary>
    public Task TryCloseAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        string bindingId
    ) => TryAsync(() => CloseAsync(context, subject, key, bindingId), WindowLog.CleanupFailed);

    /// <remarks>What was asked for is done, and the answer must say so, whatever the cache does.</remarks>
    private async Task TryAsync(Func<Task> act, Action<ILogger, Exception> note)
    {
        try
        {
            await act();
        }
        catch (DependencyUnavailableException exception)
        {
            note(logger, exception);
        }
    }

    /// <remarks>Only of cookies: what is bound to a claim or to the member is the same window on the next verification.</remarks>
    private void TellClosed(in WindowToken token)
    {
        if (token is { Carrier: WindowCarrier.Cookie, Text: { } cookie })
        {
            scopes.TellClosed(cookie);
        }
    }

    private static WindowPlace PlaceOf(
        ScopeSubject subject,
        BindingKey key,
        string bindingId,
        in WindowToken token
    ) =>
        token.Carrier == WindowCarrier.Cookie
            ? WindowPlace.OfCookie(token.Text!)
            : WindowKey.Create(key, bindingId, subject.SecurityStamp, token).Place;
}
