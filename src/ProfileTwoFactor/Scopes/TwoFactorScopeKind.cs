namespace ProfileTwoFactor;

/// <summary>What a binding protects: a profile of the app, or a person's own account.</summary>
public enum TwoFactorScopeKind
{
    /// <summary>A profile (workspace, tenant) with an Owner and members.</summary>
    Profile = 1,

    /// <summary>The sign-in of one person, who is the only member and the owner.</summary>
    Account = 2,
}
