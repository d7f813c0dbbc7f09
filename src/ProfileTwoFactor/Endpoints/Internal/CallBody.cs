namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>The members that a call reads from its body, in the metadata of its endpoint. A call gets no other member, so OpenAPI documents can be compared with it.</summary>
/// <param name="members">Their names.</param>
/// <param name="needed">One of these has to be there; empty if a body can be absent.</param>
internal sealed class CallBody(string[] members, string[] needed)
{
    internal const string CodeName = "code";
    internal const string BackupCodeName = "backupCode";
    internal const string PasskeyName = "passkey";
    internal const string CredentialName = "credential";
    internal const string NameName = "name";
    internal const string AddName = "add";
    internal const string AuthenticatorName = "authenticator";
    internal const string ProofName = "proof";
    internal const string MemberIdName = "memberId";
    internal const string EnforceFromName = "enforceFrom";

    internal static CallBody None { get; } = new([], []);

    internal static CallBody Code { get; } = new([CodeName], [CodeName]);

    /// <summary>A code of an authenticator app that was begun, or a passkey that was created.</summary>
    internal static CallBody Enable { get; } =
        new([CodeName, CredentialName, NameName, EnforceFromName], [CodeName, CredentialName]);

    internal static CallBody EnableAccount { get; } =
        new([CodeName, CredentialName, NameName], [CodeName, CredentialName]);

    /// <summary>A code, a backup code, or the proof of a passkey.</summary>
    internal static CallBody AnyProof { get; } =
        new([CodeName, BackupCodeName, PasskeyName], [CodeName, BackupCodeName, PasskeyName]);

    internal static CallBody Credential { get; } =
        new([CredentialName, NameName], [CredentialName]);

    internal static CallBody Binding { get; } = new([ProofName, NameName, AddName], []);

    internal static CallBody BindingOfAccount { get; } = new([NameName, AddName], []);

    internal static CallBody Replacement { get; } = new([AuthenticatorName], []);

    internal static CallBody Proof { get; } = new([ProofName], []);

    internal static CallBody EnforceFrom { get; } = new([EnforceFromName], [EnforceFromName]);

    internal static CallBody Name { get; } = new([NameName], [NameName]);

    /// <summary>A member, or nothing for all of them: a misspelt name must not mean everyone.</summary>
    internal static CallBody MemberOrAll { get; } = new([MemberIdName], []);

    /// <summary>The rules to change, which have names of their own.</summary>
    internal static CallBody Policy { get; } = new([], []);

    internal IReadOnlyList<string> Members => members;

    internal IReadOnlyList<string> Needed => needed;

    internal bool Reads(string member) => members.Contains(member, StringComparer.Ordinal);
}
