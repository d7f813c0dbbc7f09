namespace ProfileTwoFactor;

/// <summary>Who imports second factors, and how.</summary>
public sealed record TwoFactorImportRequest
{
    /// <summary>The operator and the reason, for the audit trail, and the tenant in apps with tenants.</summary>
    public required OperatorAction Action { get; init; }

    /// <summary>Whether each imported person gets a mail that two-factor authentication is enabled for the account.</summary>
    /// <value>The default is false.</value>
    public bool SendMail { get; init; }

    /// <summary>Whether to return what would happen, without changing anything.</summary>
    /// <value>The default is false.</value>
    public bool DryRun { get; init; }

    /// <summary>The user id after which the list begins, in the order of the source.</summary>
    /// <value>The default is null: from the beginning.</value>
    public string? After { get; init; }
}
