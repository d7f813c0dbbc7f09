using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.IntegrationTests.Account.Support;
using ProfileTwoFactor.IntegrationTests.Infrastructure;

namespace ProfileTwoFactor.IntegrationTests.Pages.Account;

/// <summary>The pages over the real engine, in a host with accounts. <c>/password/{user}</c> is its login once the password was right.</summary>
internal sealed class AccountPagesHost(GateHost host) : IAsyncDisposable
{
    internal const string Status = "/two-factor/account";
    internal const string Setup = Status + "/setup";
    internal const string Verify = Status + "/verify";
    internal const string Replace = Status + "/replace";
    internal const string Codes = Status + "/backup-codes";
    internal const string Disable = Status + "/disable";
    internal const string Lost = Status + "/lost";

    internal static readonly string[] All = [Status, Setup, Verify, Replace, Codes, Disable, Lost];

    public GateHost Host => host;

    public FakeTimeProvider Clock => host.Clock;

    public static async Task<AccountPagesHost> StartAsync(
        Action<ProfileTwoFactorPagesOptions>? pages = null,
        bool accounts = true,
        Action<ProfileTwoFactorBuilder>? package = null
    ) =>
        new(
            await GateHost.StartAsync(
                services: services =>
                {
                    var builder = new ProfileTwoFactorBuilder(services).AddDefaultPages(
                        pages ?? (_ => { })
                    );
                    package?.Invoke(builder);
                    if (accounts)
                    {
                        services.AddSingleton<IAccountDirectory>(new TestAccounts());
                        builder.AddAccounts<TestAccounts>();
                    }
                },
                map: routes =>
                {
                    routes.MapRazorPages();
                    routes.MapGet("/who", (HttpContext http) => http.User.Identity?.Name ?? "");
                    routes.MapGet(
                        "/password/{user}",
                        (string user, HttpContext http) =>
                            http
                                .RequestServices.GetRequiredService<IAccountTwoFactorManager>()
                                .SignInAsync(http, user)
                    );
                }
            )
        );

    /// <summary>A person at a browser in which the password was right.</summary>
    public async Task<Person> PasswordAsync(string user)
    {
        var person = await AnonymousAsync();
        await person.Browser.GetAsync($"/password/{user}");
        return person;
    }

    public async Task<Person> AnonymousAsync() => new(await host.BrowserAsync(), host.Clock);

    /// <summary>A person who went through the set-up with the pages alone, a step ago.</summary>
    public async Task<(Person Person, FakeAuthenticator App, string[] Codes)> EnableAsync(
        string user
    )
    {
        var person = await PasswordAsync(user);
        var app = person.AppOf(await person.SubmitAsync(await person.OpenAsync(Setup), "begin"));
        var issued = await person.PostAsync(Setup, ("code", app.CurrentCode()));
        Clock.NextStep();
        return (person, app, Person.CodesOf(issued));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
