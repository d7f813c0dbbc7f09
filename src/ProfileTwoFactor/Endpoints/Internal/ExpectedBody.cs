namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>What a call wants to find in its body.</summary>
internal enum ExpectedBody
{
    None,
    Code,

    /// <summary>A code of an authenticator app that was begun, or a passkey that was created.</summary>
    CodeOrCredential,

    /// <summary>A code, a backup code, or the proof of a passkey.</summary>
    AnyProof,
    Credential,
    EnforceFrom,
    Policy,
    Name,

    /// <summary>A member, or nothing for all of them: a misspelt name must not mean everyone.</summary>
    MemberOrAll,
}
