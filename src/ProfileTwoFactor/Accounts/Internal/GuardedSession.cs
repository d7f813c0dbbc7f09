namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Set on a request whose session passed the guard, with the user ids that were looked at.</summary>
internal sealed record GuardedSession(IReadOnlyList<string> UserIds);
