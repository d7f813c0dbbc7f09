namespace ProfileTwoFactor;

/// <summary>An expected refusal. Misconfiguration and bugs are exceptions instead.</summary>
public sealed record TwoFactorError
{
    /// <summary>One of <see cref="TwoFactorErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status that belongs to the code.</summary>
    public required int StatusCode { get; init; }

    /// <summary>A sentence for the developer who reads the answer; no secrets, no ids of others.</summary>
    public required string Detail { get; init; }

    /// <summary>The canonical profile id, where the refusal is about one the caller is a member of.</summary>
    public string? ProfileId { get; init; }

    /// <summary>What the person can do about it: <c>bind</c> or <c>verify</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The page where they can do it.</summary>
    public string? ActionUrl { get; init; }

    /// <summary>Whom to ask for help.</summary>
    public string? OwnerEmail { get; init; }

    /// <summary>How long to wait before trying again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The greatest age of a verification that the action allows.</summary>
    public TimeSpan? MaxAge { get; init; }
}
