namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>What a call wants to find in its body.</summary>
internal enum ExpectedBody
{
    None,
    Code,
    CodeOrBackupCode,
    EnforceFrom,
}
