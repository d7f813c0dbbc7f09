using Microsoft.Extensions.Logging;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>Log messages of profile operations. Never a code, secret, token or link.</summary>
internal static partial class OperationGuardLog
{
    [LoggerMessage(
        1003,
        LogLevel.Error,
        "Two-factor operation {Operation} was answered with 503: {Dependency} isn't available.",
        EventName = "OperationUnavailable"
    )]
    public static partial void OperationUnavailable(
        ILogger logger,
        string operation,
        string dependency,
        Exception exception
    );

    [LoggerMessage(
        1008,
        LogLevel.Warning,
        "Nobody can enable or disable two-factor authentication for profile {ProfileId}: its OwnerMemberId is '{OwnerMemberId}', and IProfileDirectory.FindMemberAsync finds no such member. Return the MemberId of the Owner's membership in TwoFactorProfile.OwnerMemberId, not the Owner's user id.",
        EventName = "OwnerUnknown"
    )]
    public static partial void OwnerUnknown(ILogger logger, string profileId, string ownerMemberId);
}
