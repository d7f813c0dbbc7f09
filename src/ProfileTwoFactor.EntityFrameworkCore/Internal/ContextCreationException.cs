namespace ProfileTwoFactor.EntityFrameworkCore.Internal;

/// <summary>The host's context could not even be made. Outside requests that is mostly one that can't do without a tenant.</summary>
internal sealed class ContextCreationException(string context, Exception inner)
    : InvalidOperationException(
        $"{context} could not be created: {inner.GetType().Name}. ProfileTwoFactor uses it outside requests as well, at start and in the background. "
            + "If it chooses its database by request or tenant, let it follow ITwoFactorTenantAccessor there, or give the package's tables a context of "
            + "their own and name that one in AddEntityFrameworkStores<TContext>().",
        inner
    );
