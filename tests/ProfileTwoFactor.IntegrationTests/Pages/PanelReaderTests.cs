using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.IntegrationTests.Infrastructure;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.Pages;

/// <summary>The panel stands on a page of the host, which must not wait for what hangs.</summary>
public sealed class PanelReaderTests
{
    private readonly TaskCompletionSource _never = new();

    [Theory]
    [InlineData("directory")]
    [InlineData("policy store")]
    public async Task Panel_WhileItCantBeSaidWhoSwitchedItOn_LeavesThatOut(string hangs)
    {
        var directory = TestDirectory.Seeded();
        directory.Before = hangs == "directory" ? () => _never.Task : null;
        var reader = new PanelReader(
            new FakeManager { IsOwner = true, Verified = true },
            directory,
            new HangingPolicies(),
            Options.Create(
                new ProfileTwoFactorOptions { DependencyTimeout = TimeSpan.FromMilliseconds(100) }
            )
        );

        var panel = await reader
            .ReadAsync(Request("olivia"), "acme", withMembers: true)
            .WaitAsync(GateHost.Patience);

        Assert.Null(panel?.EnabledBy);
        Assert.Equal(4, panel?.Members?.Count);
    }

    [Fact]
    public async Task Panel_WhileTheDirectoryHangs_SaysThatTheStatusIsUnknown()
    {
        await using var host = await GateHost.StartAsync(services: services =>
            services.AddProfileTwoFactor().AddDefaultPages()
        );
        await host.EnableAsync();
        await using var scope = host.App.Services.CreateAsyncScope();
        var request = Request("olivia");
        request.RequestServices = scope.ServiceProvider;
        host.Directory.Before = () => _never.Task;
        host.GiveUpSoon();

        var panel = await scope
            .ServiceProvider.GetRequiredService<PanelReader>()
            .ReadAsync(request, "acme", withMembers: true)
            .WaitAsync(GateHost.Patience);

        Assert.NotNull(panel);
        Assert.Null(panel.Status);
    }

    private static DefaultHttpContext Request(string user) =>
        new() { User = GateHost.Principal(user, "Cookies") };

    private sealed class HangingPolicies : IPolicyStore
    {
        public Task<PolicyRecord?> FindAsync(
            TwoFactorScope scope,
            CancellationToken cancellationToken
        ) => new TaskCompletionSource<PolicyRecord?>().Task;

        public Task<StoreWriteStatus> WriteAsync(
            PolicyRecord record,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
