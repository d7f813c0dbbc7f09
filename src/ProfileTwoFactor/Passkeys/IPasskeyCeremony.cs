using Microsoft.AspNetCore.Http;

namespace ProfileTwoFactor.Passkeys;

/// <summary>WebAuthn itself: what browsers are asked, and whether what they answer is right. It keeps nothing and writes nothing.</summary>
/// <remarks>Implemented by the package ProfileTwoFactor.Passkeys, so that apps without passkeys get nothing of it.</remarks>
internal interface IPasskeyCeremony
{
    /// <summary>What a browser needs to create a credential for a person.</summary>
    Task<PasskeyChallenge> BeginRegistrationAsync(HttpContext context, PasskeyPerson person);

    /// <summary>The credential that a browser created, or why it isn't accepted.</summary>
    Task<PasskeyFinding<PasskeyRegistration>> CompleteRegistrationAsync(
        HttpContext context,
        PasskeyPerson person,
        PasskeyAnswer answer
    );

    /// <summary>What a browser needs to prove one of the person's credentials.</summary>
    Task<PasskeyChallenge> BeginAssertionAsync(HttpContext context, PasskeyPerson person);

    /// <summary>What a browser proved, or why it isn't accepted. The signature counter isn't judged here, but where the assertion is committed.</summary>
    Task<PasskeyFinding<PasskeyAssertion>> CompleteAssertionAsync(
        HttpContext context,
        PasskeyPerson person,
        PasskeyAnswer answer
    );
}
