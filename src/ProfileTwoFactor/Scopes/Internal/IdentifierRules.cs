namespace ProfileTwoFactor.Scopes.Internal;

/// <summary>The bounds every id of the host must keep, so that it fits a store's key on every database.</summary>
internal static class IdentifierRules
{
    public const int MaxIdLength = 200;
    public const int MaxStampLength = 100;

    public static bool IsValid(string? id) => !string.IsNullOrEmpty(id) && id.Length <= MaxIdLength;

    public static bool IsValidStamp(string? stamp) =>
        stamp is null || stamp.Length <= MaxStampLength;

    public static void ThrowIfInvalid(string? id, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(id, parameter);
        if (id.Length > MaxIdLength)
        {
            throw new ArgumentException(
                $"An id may have {MaxIdLength} characters at most; this one has {id.Length}. Use the host's internal id, not a name.",
                parameter
            );
        }
    }

    public static void ThrowIfInvalidStamp(string? stamp, string parameter)
    {
        if (!IsValidStamp(stamp))
        {
            throw new ArgumentException(
                $"A stamp may have {MaxStampLength} characters at most; this one has {stamp!.Length}. Hash longer values.",
                parameter
            );
        }
    }
}
