using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.ServerTests.Servers;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.ServerTests.Scale;

/// <summary>An app in this process whose cache and stores are counted. A member is a number in a header.</summary>
internal sealed class CountingWorld : IAsyncDisposable
{
    public const string Header = "X-Member";

    private readonly WebApplication _app;

    private CountingWorld(WebApplication app, FakeTimeProvider clock, Operations operations)
    {
        _app = app;
        Clock = clock;
        Operations = operations;
    }

    public FakeTimeProvider Clock { get; }

    public Operations Operations { get; }

    public static async Task<CountingWorld> StartAsync(int members)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var operations = new Operations();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IProfileDirectory, NumberedDirectory>();
        services.AddDataProtection();
        services.AddSingleton<IDistributedCache>(
            new CountingCache(
                new MemoryDistributedCache(
                    Options.Create(new MemoryDistributedCacheOptions { SizeLimit = null })
                ),
                operations
            )
        );
        services
            .AddAuthentication("Member")
            .AddScheme<AuthenticationSchemeOptions, NumberHandler>("Member", null);
        services.AddAuthorization();
        services
            .AddProfileTwoFactor(options =>
            {
                options.TokenAuthenticationSchemes.Add("Member");
                options.WindowClaimTypes.Add("sid");
                options.DecisionCapacity = 2 * Math.Max(members, 16);
                options.DependencyTimeout = TimeSpan.FromSeconds(30);
            })
            .AddInMemoryStores()
            .AddMail();
        operations.Count(services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/p/{sid}", () => "in").RequireProfileTwoFactor();
        app.MapProfileTwoFactorApi();
        await app.StartAsync();
        return new CountingWorld(app, clock, operations);
    }

    public HttpClient Member(int number)
    {
        var client = _app.GetTestClient();
        client.DefaultRequestHeaders.Add(Header, number.ToString(CultureInfo.InvariantCulture));
        return client;
    }

    /// <summary>Until the background has told everyone that two-factor authentication is on, and has swept what was before.</summary>
    public Task<TimeSpan> SettledAsync()
    {
        var policies = _app.Services.GetRequiredService<IPolicyStore>();
        var notifications = _app.Services.GetRequiredService<InMemoryNotificationStore>();
        // What is at work, or waits for its next attempt, is due again within minutes; what is finished is kept for a day.
        var soon = Clock.GetUtcNow() + TimeSpan.FromMinutes(30);
        return Eventually.TrueAsync(
            async () =>
                await policies.FindAsync(TwoFactorScope.Profile("acme"), CancellationToken.None)
                    is { RetiredEpochs: [] }
                && await DueAsync(NotificationLane.Personal) is []
                && await DueAsync(NotificationLane.Announcement) is [],
            "the background has nothing left to do"
        );

        Task<IReadOnlyList<NotificationJob>> DueAsync(NotificationLane lane) =>
            notifications.ListDueJobsAsync(
                new DueJobQuery
                {
                    Lane = lane,
                    Now = soon,
                    Limit = 1,
                },
                CancellationToken.None
            );
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private sealed class NumberHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var number = Request.Headers[Header].ToString();
            var identity = new ClaimsIdentity(
                [new(ClaimTypes.NameIdentifier, number), new("sid", number)],
                Scheme.Name
            );
            return Task.FromResult(
                AuthenticateResult.Success(
                    new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)
                )
            );
        }
    }
}
