namespace ProfileTwoFactor.Windows;

/// <summary>What a window hangs on: the browser's cookie, a claim of the caller's token, or (weak, by option) the member alone.</summary>
internal enum WindowCarrier
{
    Cookie = 1,
    Claim = 2,
    Member = 3,
}
