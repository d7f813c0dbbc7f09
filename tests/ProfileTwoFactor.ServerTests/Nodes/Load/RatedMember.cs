using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.ServerTests.Nodes.Load;

/// <summary>A bound member of a profile, and what requests of their browser carry.</summary>
internal sealed record RatedMember(
    string Profile,
    FakeAuthenticator App,
    string Cookies,
    (string Name, string Value) Antiforgery
);
