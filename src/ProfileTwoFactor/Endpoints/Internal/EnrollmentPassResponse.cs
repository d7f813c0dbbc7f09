namespace ProfileTwoFactor.Endpoints.Internal;

/// <summary>A class, not a record: a logged instance must not print the pass.</summary>
internal sealed class EnrollmentPassResponse
{
    public required string Pass { get; init; }

    public required DateTime ExpiresAt { get; init; }

    internal static EnrollmentPassResponse From(IssuedEnrollmentPass issued) =>
        new() { Pass = issued.Pass, ExpiresAt = issued.ExpiresAt.UtcDateTime };
}
