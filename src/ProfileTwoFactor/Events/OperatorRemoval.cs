namespace ProfileTwoFactor.Events;

/// <summary>What an operator removed.</summary>
public enum OperatorRemoval
{
    /// <summary>A person's account-level two-factor authentication.</summary>
    AccountTwoFactor,

    /// <summary>One member's authenticator in a profile.</summary>
    MemberAuthenticator,

    /// <summary>A profile's two-factor authentication as a whole.</summary>
    ProfileTwoFactor,
}
