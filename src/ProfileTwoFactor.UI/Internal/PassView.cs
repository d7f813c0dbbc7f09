namespace ProfileTwoFactor.Internal;

/// <summary>Shows a pass once.</summary>
/// <param name="AccountName">Whose it is, where that is known.</param>
/// <param name="Issued">The pass.</param>
/// <param name="DoneUrl">Where the Owner goes on.</param>
internal sealed record PassView(string? AccountName, IssuedEnrollmentPass Issued, string DoneUrl);
