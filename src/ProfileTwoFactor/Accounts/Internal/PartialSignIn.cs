using Microsoft.AspNetCore.Authentication;
using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Accounts.Internal;

/// <summary>The content of a partial sign-in cookie: whose first factor was accepted, when, and under which epoch and password.</summary>
internal sealed record PartialSignIn
{
    /// <summary>Random; the server remembers it once it was used or given up.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The stamp of the account. Empty for none, as in cookies from before accounts had one.</summary>
    public string AccountStamp
    {
        // Beside required properties, the generated reader sets what the text doesn't name to null, whatever the initial value is.
        get => field ?? "";
        init;
    } = "";

    public required string Epoch { get; init; }

    /// <summary>A hash of the security stamp: a new password ends it.</summary>
    public required byte[] Stamp { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>The session's properties, as the framework serializes them.</summary>
    public required byte[] Properties { get; init; }

    public AuthenticationProperties ReadProperties() =>
        PropertiesSerializer.Default.Deserialize(Properties) ?? new AuthenticationProperties();

    public static byte[] HashOf(string securityStamp) =>
        KeyHash.Compute("half-way.stamp.v1", securityStamp);
}
