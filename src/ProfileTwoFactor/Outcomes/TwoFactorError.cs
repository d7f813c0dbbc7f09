namespace ProfileTwoFactor;

/// <summary>An expected refusal. Misconfiguration and bugs cause exceptions instead.</summary>
public sealed record TwoFactorError
{
    /// <summary>One of <see cref="TwoFactorErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status of the code.</summary>
    public required int StatusCode { get; init; }

    /// <summary>A description for developers. It contains no secrets and no ids of other people.</summary>
    public required string Detail { get; init; }

    /// <summary>The canonical profile id, if the refusal is about a profile of which the caller is a member.</summary>
    public string? ProfileId { get; init; }

    /// <summary>The action with which the person can resolve the refusal: <c>bind</c> or <c>verify</c>. Null if there is none.</summary>
    public string? Action { get; init; }

    /// <summary>The URL of the page for the action.</summary>
    public string? ActionUrl { get; init; }

    /// <summary>The Owner's e-mail, as the contact for help.</summary>
    public string? OwnerEmail { get; init; }

    /// <summary>The time to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The maximum age of a verification for the action.</summary>
    public TimeSpan? MaxAge { get; init; }
}
