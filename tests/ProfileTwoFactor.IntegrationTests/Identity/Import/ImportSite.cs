using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.Events;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.IntegrationTests.Identity.Import;

/// <summary>An app with Identity's users in a database, some of whom have Identity's second factor, that imports them.</summary>
public sealed class ImportSite : IAsyncDisposable, ITwoFactorEventHandler
{
    public const string Password = "Heatmap!2026";

    private readonly ConcurrentQueue<TwoFactorEvent> _events = new();
    private readonly RecordedLog _log = new();
    private WebApplication? _app;

    /// <summary>Identity has no clock of its own to set, so this one begins at the present.</summary>
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public ImportFaults Faults { get; } = new();

    public IReadOnlyList<TwoFactorEvent> Events => [.. _events];

    public string Log => _log.Text;

    public WebApplication App => _app!;

    public static async Task<ImportSite> StartAsync(
        Action<DbContextOptionsBuilder> database,
        Action<IServiceCollection>? services = null,
        bool atSignIn = false
    )
    {
        var site = new ImportSite();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development }
        );
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(site._log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(site.Clock);
        builder.Services.AddSingleton<ITwoFactorEventHandler>(site);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddDbContext<ImportContext>(options =>
        {
            database(options);
            options.AddInterceptors(site.Faults);
        });
        builder
            .Services.AddIdentity<IdentityUser, IdentityRole>()
            .AddEntityFrameworkStores<ImportContext>()
            .AddDefaultTokenProviders();
        services?.Invoke(builder.Services);
        builder
            .Services.AddProfileTwoFactor(options =>
            {
                options.WithoutMail = true;
                options.DependencyTimeout = TimeSpan.FromSeconds(30);
            })
            .AddEntityFrameworkStores<ImportContext>()
            .AddEntityFrameworkProfileDirectory<ImportContext>(
                // An app without profiles, for accounts only.
                (context, id) =>
                    context
                        .Users.Where(_ => false)
                        .Select(_ => new TwoFactorProfile
                        {
                            Id = id,
                            Name = id,
                            OwnerMemberId = id,
                            OwnerEmail = id,
                        }),
                (context, _) =>
                    context
                        .Users.Where(_ => false)
                        .Select(user => new ProfileMembership
                        {
                            UserId = user.Id,
                            MemberId = user.Id,
                            AccountName = user.Id,
                        })
            )
            .AddIdentityAccounts<IdentityUser>()
            .AddIdentityImport<IdentityUser>(options => options.AtSignIn = atSignIn)
            .AddDefaultPages();
        site._app = builder.Build();
        site._app.UseAuthentication();
        site._app.UseAuthorization();
        site._app.MapProfileTwoFactorApi();
        site._app.MapRazorPages();
        site._app.MapGet("/me", (HttpContext context) => context.User.Identity!.Name)
            .RequireAuthorization();
        site._app.MapGet("/login", LoginAsync);
        await using (var scope = site._app.Services.CreateAsyncScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<ImportContext>()
                .Database.EnsureCreatedAsync();
        }

        await site._app.StartAsync();
        return site;
    }

    /// <summary>A user with Identity's second factor, unless something else is said.</summary>
    /// <returns>The key, and the recovery codes.</returns>
    public async Task<(string Key, string[] Codes)> AddUserAsync(
        string id,
        string? key = null,
        bool enabled = true,
        int codes = 2,
        Action<IdentityUser>? change = null
    )
    {
        var (found, issued) = ("", Array.Empty<string>());
        await WithAsync(async users =>
        {
            var user = new IdentityUser
            {
                Id = id,
                UserName = id,
                Email = $"{id}@example.com",
            };
            Assert.True((await users.CreateAsync(user, Password)).Succeeded);
            if (key is null)
            {
                await users.ResetAuthenticatorKeyAsync(user);
            }
            else if (key.Length > 0)
            {
                await users.SetAuthenticationTokenAsync(
                    user,
                    "[AspNetUserStore]",
                    "AuthenticatorKey",
                    key
                );
            }

            found = await users.GetAuthenticatorKeyAsync(user) ?? "";
            await users.SetTwoFactorEnabledAsync(user, enabled);
            if (enabled && codes > 0)
            {
                issued = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, codes))!];
            }

            if (change is not null)
            {
                change(user);
                Assert.True((await users.UpdateAsync(user)).Succeeded);
            }
        });
        return (found, issued);
    }

    public async Task WithAsync(Func<UserManager<IdentityUser>, Task> act)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>());
    }

    public async Task SqlAsync(string sql)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ImportContext>();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    public ITwoFactorImport Import => App.Services.GetRequiredService<ITwoFactorImport>();

    public static TwoFactorImportRequest Request { get; } =
        new()
        {
            Action = new OperatorAction
            {
                OperatorId = "sam",
                OperatorName = "sam@example.com",
                Reason = "Moving from Identity",
            },
        };

    public async Task<Dictionary<string, TwoFactorImportStatus>> ImportAllAsync(
        TwoFactorImportRequest? request = null
    )
    {
        var results = new Dictionary<string, TwoFactorImportStatus>();
        await foreach (var result in Import.ImportAccountsAsync(request ?? Request))
        {
            results.Add(result.UserId, result.Status);
        }

        return results;
    }

    public Task<PolicyRecord?> PolicyAsync(string user) =>
        App
            .Services.GetRequiredService<IPolicyStore>()
            .FindAsync(TwoFactorScope.Account(user), default);

    public async Task<BindingRecord?> BindingAsync(string user) =>
        await PolicyAsync(user) is { } policy
            ? await App
                .Services.GetRequiredService<ISecretStore>()
                .FindAsync(new BindingKey(policy.Scope, policy.Epoch, user, ""), default)
            : null;

    /// <summary>Identity's second factor as a text, and whether the package has one.</summary>
    public async Task<string> StateAsync(string id)
    {
        var identity = "";
        await WithAsync(async users =>
        {
            var user = (await users.FindByIdAsync(id))!;
            var key = await users.GetAuthenticatorKeyAsync(user);
            var codes = await users.CountRecoveryCodesAsync(user);
            identity = $"{user.TwoFactorEnabled}, key {key is { Length: > 0 }}, {codes} codes";
        });
        var policy = await PolicyAsync(id);
        return $"Identity: {identity}; package: {policy is { Enabled: true }}";
    }

    public Task HandleAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        _events.Enqueue(happened);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static async Task<IResult> LoginAsync(
        string user,
        HttpContext context,
        SignInManager<IdentityUser> signIn,
        IAccountTwoFactorManager accounts
    )
    {
        var found = (await signIn.UserManager.FindByNameAsync(user))!;
        if (!(await signIn.CheckPasswordSignInAsync(found, Password, true)).Succeeded)
        {
            return Results.Unauthorized();
        }

        var result = await accounts.SignInAsync(context, found.Id);
        return result.Value is not { } outcome ? Results.StatusCode(result.Error!.StatusCode)
            : outcome.IsSignedIn ? Results.Ok()
            : Results.Accepted(outcome.VerificationUrl);
    }
}
