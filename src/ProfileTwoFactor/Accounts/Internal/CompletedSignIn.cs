namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Set on the request whose code has just completed its partial sign-in: there is nothing left to cancel.</summary>
internal sealed class CompletedSignIn
{
    public static CompletedSignIn Instance { get; } = new();
}
