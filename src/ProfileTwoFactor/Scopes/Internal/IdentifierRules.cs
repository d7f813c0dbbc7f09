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
                $"An id can have at most {MaxIdLength} characters, but this one has {id.Length}. Use the app's internal id, not a name.",
                parameter
            );
        }
    }

    public static void ThrowIfInvalidStamp(string? stamp, string parameter)
    {
        if (!IsValidStamp(stamp))
        {
            throw new ArgumentException(
                $"A stamp can have at most {MaxStampLength} characters, but this one has {stamp!.Length}. Hash longer values.",
                parameter
            );
        }
    }
}
