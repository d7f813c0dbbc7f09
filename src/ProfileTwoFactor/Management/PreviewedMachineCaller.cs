namespace ProfileTwoFactor;

/// <summary>A machine caller, as the preview shows it to the Owner.</summary>
/// <param name="KeyId">The id of the key.</param>
/// <param name="DisplayName">Its name for people, or null.</param>
/// <param name="CreatorMemberId">The member who created it, or null.</param>
/// <param name="WouldBeRefused">Whether its requests would be refused if two-factor authentication were enforced now.</param>
public sealed record PreviewedMachineCaller(
    string KeyId,
    string? DisplayName,
    string? CreatorMemberId,
    bool WouldBeRefused
);
