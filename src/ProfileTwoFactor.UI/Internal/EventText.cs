using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Internal;

/// <summary>Which text says what an event is.</summary>
internal static class EventText
{
    internal const string Prefix = "Event.";
    private const string KindPrefix = "EventKind.";

    /// <summary>The kinds that happen to profiles, in the order of the filter.</summary>
    internal static readonly IReadOnlyList<string> OfProfiles =
    [
        nameof(ProfileTwoFactorEnabled),
        nameof(ProfileTwoFactorDisabled),
        "ProfileEnforcementMoved",
        "MembersReminded",
        nameof(ProfilePolicyChanged),
        nameof(EnrollmentPassIssued),
        nameof(EnrollmentProven),
        nameof(AuthenticatorBound),
        nameof(AuthenticatorReplaced),
        nameof(AuthenticatorAdded),
        nameof(AuthenticatorRemoved),
        nameof(PasskeyDisabled),
        nameof(AuthenticatorReset),
        nameof(WindowsEnded),
        nameof(MemberAskedAgain),
        nameof(AllMembersAskedAgain),
        nameof(BackupCodesIssued),
        nameof(BackupCodeUsed),
        nameof(RecoveryStarted),
        nameof(CodeVerified),
        nameof(CodeRefused),
        nameof(PasskeyVerified),
        nameof(PasskeyRefused),
        nameof(LockedOut),
        nameof(RemovedByOperator),
        nameof(MailUndeliverable),
    ];

    /// <summary>What the kind is called without a number.</summary>
    internal static string KindName(string kind) => KindPrefix + kind;

    /// <returns>Null for a kind that doesn't exist in this version of the package.</returns>
    internal static string? NameFor(string kind) =>
        kind
            is nameof(AccountTwoFactorEnabled)
                or nameof(AccountTwoFactorDisabled)
                or nameof(ScopeForgotten)
        || OfProfiles.Contains(kind)
            ? Prefix + kind
            : null;

    /// <summary>The same in the history of a profile, where the reader is the Owner and not the person concerned.</summary>
    internal static string? NameInProfile(string kind, string? removal) =>
        (kind, removal) switch
        {
            (nameof(RemovedByOperator), nameof(OperatorRemoval.ProfileTwoFactor)) =>
                $"{Prefix}{kind}.{removal}",
            (nameof(MailUndeliverable), _) => $"{Prefix}{kind}.Profile",
            _ => NameFor(kind),
        };
}
