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

    internal bool Has(ExpectedBody expected) =>
        expected switch
        {
            ExpectedBody.None or ExpectedBody.Policy or ExpectedBody.MemberOrAll => true,
            ExpectedBody.Code => Code is not null,
            ExpectedBody.CodeOrCredential => Code is not null || Credential is not null,
            ExpectedBody.AnyProof => Code is not null
                || BackupCode is not null
                || Passkey is not null,
            ExpectedBody.Credential => Credential is not null,
            ExpectedBody.EnforceFrom => EnforceFrom is not null,
            ExpectedBody.Name => Name is not null,
            _ => false,
        };
}
