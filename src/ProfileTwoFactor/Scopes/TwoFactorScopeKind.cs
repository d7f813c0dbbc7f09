namespace ProfileTwoFactor;

/// <summary>What a binding protects: a profile of the host, or a person's own account.</summary>
public enum TwoFactorScopeKind
{
    /// <summary>A profile (workspace, tenant) with an Owner and members.</summary>
    Profile = 1,

    /// <summary>One person's sign-in; the person is its only member and its owner.</summary>
    Account = 2,
}
