using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

/// <summary>Its connections are about one profile, one of its methods about another.</summary>
[RequireProfileTwoFactor]
public sealed class NamedMethodHub : Hub
{
    [RequireProfileTwoFactor(ProfileIdParameter = "workspace")]
    public string Show() => Secret.Reveal();
}
