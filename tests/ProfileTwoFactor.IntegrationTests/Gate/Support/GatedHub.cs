using Microsoft.AspNetCore.SignalR;

namespace ProfileTwoFactor.IntegrationTests.Gate.Support;

[RequireProfileTwoFactor]
public sealed class GatedHub : Hub
{
    public string Show() => Secret.Reveal();

    [RequireProfileTwoFactor(MaxAgeSeconds = 60)]
    public string ShowFresh() => Secret.Reveal();
}
