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
            // By index, here and below: each request of a member asks several times, and an enumerator of a list is an object.
            for (var i = 0; i < Authenticators.Count; i++)
            {
                if (Authenticators[i].Kind == AuthenticatorKind.Totp)
                {
                    return Authenticators[i];
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
        for (var i = 0; i < Authenticators.Count; i++)
        {
            if (string.Equals(Authenticators[i].Id, id, StringComparison.Ordinal))
            {
                return Authenticators[i];
            }
        }

        return null;
    }
}
