namespace ProfileTwoFactor.Internal;

/// <summary>What nodes tell each other of a form: that it is being answered, or the redirect that answered it.</summary>
/// <param name="Key">Which form. An entry that was moved in the cache is another form's.</param>
/// <param name="CookieHash">A hash of the cookies that came with it.</param>
/// <param name="Location">Null while it is being answered.</param>
/// <param name="SetCookies">The cookies of the answer.</param>
/// <param name="Until">How long the answer is remembered.</param>
internal sealed record FormAnswer(
    string Key,
    byte[] CookieHash,
    string? Location,
    IReadOnlyList<string> SetCookies,
    DateTimeOffset Until
);
