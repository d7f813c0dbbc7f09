namespace ProfileTwoFactor;

/// <summary>Called by the scheme <see cref="ProfileTwoFactorDefaults.AuthenticationScheme"/>. Set a delegate, or derive from this class and set <c>EventsType</c>.</summary>
public class ProfileTwoFactorEvents
{
    /// <summary>Called before a request that needs a second factor is answered. See <see cref="Challenge"/>.</summary>
    /// <value>Default: does nothing.</value>
    public Func<TwoFactorChallengeContext, Task> OnChallenge { get; set; } = DoNothing;

    /// <summary>Whether the app has set or overridden nothing.</summary>
    internal bool IsUntouched =>
        GetType() == typeof(ProfileTwoFactorEvents) && OnChallenge == DoNothing;

    /// <summary>Called before the response to a request that needs a second factor: a binding, a code, a fresh code, or the code of the account.</summary>
    /// <param name="context">The refusal, and what can be changed about its response.</param>
    /// <remarks>
    /// The request is refused whatever this method does. It can add headers to every response, redirect a navigation to another address, or
    /// write the response to a navigation itself. Status and body of API and gRPC responses stay those of the HTTP API. Refusals that no code
    /// would change (403, 404, 503) don't call it, and neither does a check that makes no request (<see cref="IGateCheckMetadata"/>). If it throws, the exception is logged (event 1006) and the usual response is sent.
    /// </remarks>
    public virtual Task Challenge(TwoFactorChallengeContext context) => OnChallenge(context);

    private static Task DoNothing(TwoFactorChallengeContext context) => Task.CompletedTask;
}
