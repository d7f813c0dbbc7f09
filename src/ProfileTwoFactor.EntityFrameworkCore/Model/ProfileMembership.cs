namespace ProfileTwoFactor.EntityFrameworkCore;

/// <summary>A membership as the app's database has it: a <see cref="ProfileMember"/>, and whose it is.</summary>
/// <remarks>Create it in the query with an object initializer, so that the database can search it by <see cref="UserId"/> and <see cref="MemberId"/>.</remarks>
public sealed record ProfileMembership
{
    /// <summary>The id of the user, as it is in the session's claim.</summary>
    public required string UserId { get; init; }

    /// <inheritdoc cref="ProfileMember.MemberId"/>
    public required string MemberId { get; init; }

    /// <inheritdoc cref="ProfileMember.AccountName"/>
    public required string AccountName { get; init; }

    /// <inheritdoc cref="ProfileMember.Stamp"/>
    public string? Stamp { get; init; }

    /// <inheritdoc cref="ProfileMember.SecurityStamp"/>
    public string? SecurityStamp { get; init; }

    /// <inheritdoc cref="ProfileMember.Language"/>
    public string? Language { get; init; }
}
