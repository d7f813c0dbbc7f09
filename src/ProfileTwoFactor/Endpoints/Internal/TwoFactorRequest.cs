namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>What the body of a call said. A class, not a record: a logged instance must not print the codes.</summary>
internal sealed class TwoFactorRequest
{
    internal static TwoFactorRequest Empty { get; } = new();

    internal string? Code { get; init; }

    internal string? BackupCode { get; init; }

    /// <summary>A browser's proof of a passkey, in JSON.</summary>
    internal string? Passkey { get; init; }

    /// <summary>A passkey that a browser created, in JSON.</summary>
    internal string? Credential { get; init; }

    /// <summary>What the person calls an authenticator.</summary>
    internal string? Name { get; init; }

    /// <summary>Whether an authenticator app comes beside those that the person has.</summary>
    internal bool Add { get; init; }

    /// <summary>The id of the authenticator app that is replaced.</summary>
    internal string? Authenticator { get; init; }

    /// <summary>A mailed code or a pass.</summary>
    internal string? Proof { get; init; }

    /// <summary>Null when the body names no member.</summary>
    internal string? MemberId { get; init; }

    /// <summary>Null when the body names no date.</summary>
    internal SuppliedDate? EnforceFrom { get; init; }

    /// <summary>Which rules to change, and how.</summary>
    internal SuppliedPolicy Policy { get; init; } = SuppliedPolicy.Nothing;

    /// <summary>Whether what the call can't do without is there.</summary>
    internal bool Has(CallBody body) =>
        body.Needed.Count == 0
        || body.Needed.Any(member =>
            member switch
            {
                CallBody.CodeName => Code is not null,
                CallBody.BackupCodeName => BackupCode is not null,
                CallBody.PasskeyName => Passkey is not null,
                CallBody.CredentialName => Credential is not null,
                CallBody.EnforceFromName => EnforceFrom is not null,
                CallBody.NameName => Name is not null,
                _ => false,
            }
        );
}
