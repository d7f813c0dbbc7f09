namespace HeatmapSite.Invitations;

/// <summary>What became of an attempt to accept an invitation. Only <see cref="Done"/> and <see cref="JoinedOnly"/> change anything.</summary>
internal enum Acceptance
{
    Done,
    Unknown,

    /// <summary>Used, withdrawn by the Owner, or replaced by a later one.</summary>
    Used,

    /// <summary>Another person is signed in.</summary>
    OtherAddress,

    /// <summary>The caller isn't signed in, and the address has an account.</summary>
    SignInRequired,

    /// <summary>A new account needs a password that <see cref="PasswordRules"/> accept.</summary>
    PasswordRefused,

    /// <summary>The person has joined, and can't be signed in at this moment. Signing in later is all that is left to do.</summary>
    JoinedOnly,
}
