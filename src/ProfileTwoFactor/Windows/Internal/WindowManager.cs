using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Internal;

/// <summary>Opens, reads, extends and closes the windows of subjects.</summary>
internal sealed class WindowManager(
    WindowStore store,
    WindowTokens tokens,
    DecisionCache decisions,
    TimeProvider time
)
{
    public Task ProbeAsync() => store.ProbeAsync();

    /// <summary>The caller's live window for a binding, or null. A passive read: nothing is extended.</summary>
    public async Task<WindowState?> FindAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        string bindingId
    )
    {
        var token = tokens.Read(context, subject.User, decisions.Scope(subject.Scope));
        return token.Text is null
            ? null
            : await store.FindAsync(WindowKey.Create(key, bindingId, subject.SecurityStamp, token));
    }

    /// <summary>Opens a window under a new token and closes the one it takes the place of.</summary>
    /// <returns>False when the caller presents nothing a window could hang on: a token without the configured claims.</returns>
    public async Task<bool> OpenAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        string bindingId
    )
    {
        var scope = decisions.Scope(subject.Scope);
        var before = tokens.Read(context, subject.User, scope);
        var token = tokens.Create(context, subject.User);
        if (token.Text is null)
        {
            return false;
        }

        await store.OpenAsync(
            WindowKey.Create(key, bindingId, subject.SecurityStamp, token),
            time.GetUtcNow()
        );
        tokens.HandOut(context, scope, token);
        if (before.Text is not null && before != token)
        {
            await store.CloseAsync(WindowKey.Create(key, bindingId, subject.SecurityStamp, before));
        }

        scope.Invalidate();
        return true;
    }

    public async Task CloseAsync(
        HttpContext context,
        ScopeSubject subject,
        BindingKey key,
        string bindingId
    )
    {
        var scope = decisions.Scope(subject.Scope);
        var token = tokens.Read(context, subject.User, scope);
        WindowTokens.Forget(context, scope);
        scope.Invalidate();
        if (token.Text is not null)
        {
            await store.CloseAsync(WindowKey.Create(key, bindingId, subject.SecurityStamp, token));
            scope.Invalidate();
        }
    }
}
