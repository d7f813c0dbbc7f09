namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>Set on the request whose code has just used its half-way sign-in up: there is nothing left to give up.</summary>
internal sealed class CompletedSignIn
{
    public static CompletedSignIn Instance { get; } = new();
}
