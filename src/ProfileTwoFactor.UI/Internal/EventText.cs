using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Internal;

/// <summary>Which text says what an entry of an account's history is.</summary>
internal static class EventText
{
    internal const string Prefix = "Event.";

    /// <returns>Null for a kind that does not happen to accounts, or not in this version of the package.</returns>
    internal static string? NameFor(string kind) =>
        kind
            is nameof(AccountTwoFactorEnabled)
                or nameof(AccountTwoFactorDisabled)
                or nameof(AuthenticatorReplaced)
                or nameof(BackupCodesIssued)
                or nameof(BackupCodeUsed)
                or nameof(CodeVerified)
                or nameof(CodeRefused)
                or nameof(LockedOut)
                or nameof(RemovedByOperator)
                or nameof(ScopeForgotten)
                or nameof(MailUndeliverable)
            ? Prefix + kind
            : null;
}
