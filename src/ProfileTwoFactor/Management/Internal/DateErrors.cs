using System.Globalization;
using ProfileTwoFactor.Outcomes.Internal;
using ProfileTwoFactor.Policies;

namespace ProfileTwoFactor.Management.Internal;

/// <summary>What is wrong with a date.</summary>
internal static class DateErrors
{
    public static TwoFactorError TooFarAhead(DateTimeOffset latest) =>
        TwoFactorErrorFactory.InvalidRequest(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\"enforceFrom\" is more than {EnforcementDates.LongestNotice.TotalDays:0} days ahead. The latest date now is {latest.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}."
            )
        );
}
