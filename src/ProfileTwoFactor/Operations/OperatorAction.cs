namespace ProfileTwoFactor;

/// <summary>The operator of an action and the reason. Both are recorded in the audit trail.</summary>
public sealed record OperatorAction
{
    /// <summary>The maximum length of a reason, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The maximum length of a name, in characters.</summary>
    public const int MaxNameLength = 320;

    /// <summary>The operator's id. At most 200 characters.</summary>
    public required string OperatorId { get; init; }

    /// <summary>The operator's name or e-mail, for the audit trail. The affected person sees "support" instead of this name.</summary>
    public required string OperatorName { get; init; }

    /// <summary>The reason. It must not be empty, and can have at most 500 characters. The affected person can read it on the account page and wherever the app shows its audit trail. Don't include document numbers or other data that an impostor could use.</summary>
    public required string Reason { get; init; }

    /// <summary>The tenant of the action, in apps with a <see cref="ProfileTwoFactorOptions.TenantResolver"/>.</summary>
    /// <value>The default is null: the tenant of the current request. Outside a request, it must be set. An empty value is "no tenant".</value>
    /// <remarks>
    /// The package reads and writes the database that the app's context opens, so that context must use
    /// <see cref="ITwoFactorTenantAccessor"/>, which returns this value during the call. Get the value from the rules of the staff tool,
    /// not from a form field.
    /// </remarks>
    public string? Tenant { get; init; }
}
