using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>How far a change came that is several writes.</summary>
/// <param name="Removed">How many records were emptied.</param>
/// <param name="Left">How many still have what was to be removed, or may have it.</param>
/// <param name="Failure">Why some are left; null if none is.</param>
internal sealed record ChangeTally(int Removed, int Left, ErrorText? Failure)
{
    public static ChangeTally One { get; } = new(1, 0, null);
}
