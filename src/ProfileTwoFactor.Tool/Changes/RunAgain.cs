namespace ProfileTwoFactor.Tool.Changes;

/// <summary>When a change may be repeated. A second run can't tell an authenticator that was bound since from the one that the first run removed.</summary>
internal static class RunAgain
{
    public const string Unless =
        "unless the person has bound an authenticator again, or the Owner has enabled two-factor authentication again: the command would remove that too. 'profile2fa member' and 'profile2fa status' show it. A script must not repeat the command.";
}
