namespace ProfileTwoFactor;

/// <summary>Who of the host's staff acts, and why. Both go into the audit trail.</summary>
public sealed record OperatorAction
{
    /// <summary>The longest reason that is kept.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The longest name that is kept.</summary>
    public const int MaxNameLength = 320;

    /// <summary>The staff member's id. 200 characters at most.</summary>
    public required string OperatorId { get; init; }

    /// <summary>The staff member's name or e-mail, for the audit trail. The person concerned is told "support", not this name.</summary>
    public required string OperatorName { get; init; }

    /// <summary>Why, in words. Not empty, 500 characters at most. The person concerned may read it, on the account's page and wherever the app shows its trail: no document numbers, nothing that an impostor could use.</summary>
    public required string Reason { get; init; }

    /// <summary>The tenant to act in, in hosts with a <see cref="ProfileTwoFactorOptions.TenantResolver"/>.</summary>
    /// <value>Default: null, the tenant of the current request. Outside a request it must be set; empty is "no tenant".</value>
    /// <remarks>
    /// The package reads and writes what the host's context opens, so that context has to follow
    /// <see cref="ITwoFactorTenantAccessor"/>, which gives this value during the call. Take it from the staff tool's own rules,
    /// not from a field of a form.
    /// </remarks>
    public string? Tenant { get; init; }
}
