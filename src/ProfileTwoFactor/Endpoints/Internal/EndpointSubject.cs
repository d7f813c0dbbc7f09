namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>What a call is about, and so who may make it.</summary>
internal enum EndpointSubject
{
    /// <summary>The profile of the route; for people who are signed in.</summary>
    Profile = 1,

    /// <summary>The caller's own account; for people who are signed in.</summary>
    Account,

    /// <summary>The same, also for a partial sign-in.</summary>
    AccountOrPartialSignIn,
}
