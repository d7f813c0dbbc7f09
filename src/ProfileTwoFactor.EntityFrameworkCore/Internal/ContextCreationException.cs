namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>The host's context could not even be made. Outside requests that is mostly one that can't do without a tenant.</summary>
internal sealed class ContextCreationException(string context, Exception inner)
    : InvalidOperationException(
        $"{context} couldn't be created: {inner.GetType().Name}. ProfileTwoFactor also uses it outside requests, at startup and in the background. "
            + "If the context selects its database by request or tenant, use ITwoFactorTenantAccessor in it, or create a separate context for the package's "
            + "tables and pass that context to AddEntityFrameworkStores<TContext>().",
        inner
    );
