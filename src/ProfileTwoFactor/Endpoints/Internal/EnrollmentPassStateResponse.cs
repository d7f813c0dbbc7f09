namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class EnrollmentPassStateResponse
{
    public required string State { get; init; }

    public required DateTime ExpiresAt { get; init; }

    internal static EnrollmentPassStateResponse From(EnrollmentPassInfo pass) =>
        new() { State = Name(pass.State), ExpiresAt = pass.ExpiresAt.UtcDateTime };

    private static string Name(EnrollmentPassState state) =>
        state switch
        {
            EnrollmentPassState.Issued => "issued",
            EnrollmentPassState.Used => "used",
            EnrollmentPassState.Expired => "expired",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
}
