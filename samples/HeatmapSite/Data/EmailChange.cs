namespace HeatmapSite.Data;

/// <summary>A new sign-in e-mail that waits until a link mailed to it was opened. One a person.</summary>
public sealed class EmailChange
{
    public required string PersonId { get; init; }

    /// <summary>See <see cref="SecretToken.Hash"/>: who reads the database can't confirm anything.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Normalized by <see cref="EmailAddress"/>. Counts for nothing yet.</summary>
    public required string Email { get; init; }

    /// <summary>The person's stamp when it was asked for: what a thief began ends with the password.</summary>
    public required string SecurityStamp { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
}
