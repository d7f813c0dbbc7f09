using ProfileTwoFactor.Events;

namespace HeatmapSite.Audit;

/// <summary>What each event of the package is called on the site's pages.</summary>
internal static class SecurityEventText
{
    public static string For(SecurityEvent row) =>
        row.Kind switch
        {
            nameof(ProfileTwoFactorEnabled) => "Profile 2FA was enabled",
            nameof(ProfileTwoFactorDisabled) => "Profile 2FA was disabled",
            nameof(ProfileEnforcementMoved) => "The date of profile 2FA was changed",
            nameof(MembersReminded) => "Members without an authenticator were reminded ({0})",
            nameof(AccountTwoFactorEnabled) => "Account 2FA was enabled",
            nameof(AccountTwoFactorDisabled) => "Account 2FA was disabled",
            nameof(AuthenticatorBound) => "An authenticator was bound",
            nameof(AuthenticatorReplaced) => "The authenticator was replaced",
            nameof(AuthenticatorAdded) => "An authenticator was added",
            nameof(AuthenticatorRemoved) => "An authenticator was removed",
            nameof(PasskeyDisabled) => "A passkey was disabled, because it was probably copied",
            nameof(RecoveryStarted) =>
                "A backup code was used to bind a new passkey. Codes left: {0}",
            nameof(AuthenticatorReset) => "The authenticator was reset by the Owner",
            nameof(ProfilePolicyChanged) => "The rules of the profile were changed",
            nameof(EnrollmentPassIssued) => "The Owner issued a pass for a first binding",
            nameof(EnrollmentProven) => "A first binding was proven with a code or pass",
            nameof(WindowsEnded) => "The verification of browsers was ended ({0})",
            nameof(MemberAskedAgain) => "The member was asked for a code again",
            nameof(AllMembersAskedAgain) => "All members were asked for a code again",
            nameof(BackupCodesIssued) => "{0} new backup codes were issued",
            nameof(BackupCodeUsed) => "A backup code was used. Codes left: {0}",
            nameof(CodeVerified) => "A code was accepted",
            nameof(CodeRefused) => "A wrong code was entered ({0} in a row)",
            nameof(PasskeyVerified) => "A passkey was accepted",
            nameof(PasskeyRefused) => "A passkey was refused ({0} in a row)",
            nameof(LockedOut) => "Locked after {0} wrong codes",
            nameof(RemovedByOperator) => Removed(row.Removal),
            nameof(ScopeForgotten) => "The data of an earlier account or profile was deleted",
            nameof(MailUndeliverable) => "A mail couldn't be delivered",

            // A later version of the package may have more: better its own name than a gap in the trail.
            _ => row.Kind,
        };

    private static string Removed(string? removal) =>
        removal switch
        {
            nameof(OperatorRemoval.AccountTwoFactor) =>
                "Support removed the account's authenticator",
            nameof(OperatorRemoval.MemberAuthenticator) => "Support removed an authenticator",
            _ => "Support disabled profile 2FA",
        };
}
