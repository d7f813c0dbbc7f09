namespace ProfileTwoFactor.Management.Internal;

/// <summary>What only the Owner of a profile does.</summary>
internal sealed record OwnerControls(
    ProfileSwitch Switch,
    EnforcementMove Dates,
    EnforcementPreviewReader Previews,
    MemberReminders Reminders
);
