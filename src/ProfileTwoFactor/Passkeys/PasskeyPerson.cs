using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Passkeys;

/// <summary>Whose passkeys a ceremony is about: one person in one scope.</summary>
/// <param name="Handle">The user handle that authenticators keep: opaque, and another one in each scope, so that a passkey of one profile doesn't replace that of another.</param>
/// <param name="Name">What the browser shows: the sign-in e-mail.</param>
/// <param name="Site">The site's name.</param>
/// <param name="Title">The name of the scope: what tells this passkey from others of the same person.</param>
/// <param name="Credentials">The person's credentials in the scope.</param>
internal sealed record PasskeyPerson(
    string Handle,
    string Name,
    string Site,
    string Title,
    IReadOnlyList<PasskeyCredential> Credentials
);
