namespace ProfileTwoFactor.Stores;

/// <summary>The confirmed authenticators of a member, and the backup codes that stand in for all of them.</summary>
public sealed record ActiveBinding
{
    /// <summary>The authenticators, in the order in which they were confirmed. There is at least one.</summary>
    public required IReadOnlyList<BoundAuthenticator> Authenticators { get; init; }

    /// <summary>The unused backup codes, or null if none were issued.</summary>
    public BackupCodeSet? BackupCodes { get; init; }

    /// <summary>The authenticator that releases with one authenticator per member know: the first authenticator app, or the first passkey of a member without one.</summary>
    public BoundAuthenticator Primary
    {
        get
        {
            foreach (var authenticator in Authenticators)
            {
                if (authenticator.Kind == AuthenticatorKind.Totp)
                {
                    return authenticator;
                }
            }

            return Authenticators[0];
        }
    }

    /// <summary>The id of <see cref="Primary"/>.</summary>
    public string BindingId => Primary.Id;

    /// <summary>The time at which <see cref="Primary"/> was confirmed.</summary>
    public DateTimeOffset BoundAt => Primary.BoundAt;

    /// <summary>The authenticator with this id, or null.</summary>
    /// <param name="id">The id.</param>
    public BoundAuthenticator? Find(string? id)
    {
        foreach (var authenticator in Authenticators)
        {
            if (string.Equals(authenticator.Id, id, StringComparison.Ordinal))
            {
                return authenticator;
            }
        }

        return null;
    }
}
