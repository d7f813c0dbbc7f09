using System.Runtime.CompilerServices;

namespace ProfileTwoFactor.BrowserTests.Infrastructure;

/// <summary>A class of browser tests. Each test gets its site from here, so a test that fails always leaves behind what there was to see.</summary>
public abstract class BrowserTest
{
    /// <summary>Runs a test on a site of its own, whose time the test moves forward.</summary>
    private protected Task OnSiteAsync(
        Func<Site, Task> test,
        Action<IServiceCollection>? services = null,
        [CallerMemberName] string name = ""
    ) => RunAsync(() => HostedSite.StartAsync(services, host: null), test, name);

    /// <summary>The same on the name of this machine, since browsers have passkeys for names only.</summary>
    private protected Task OnNamedSiteAsync(
        Func<Site, Task> test,
        Action<IServiceCollection>? services = null,
        [CallerMemberName] string name = ""
    ) => RunAsync(() => HostedSite.StartAsync(services, "localhost"), test, name);

    /// <summary>Runs a test on the sample as <c>dotnet run</c> starts it. Codes are waited for: half a minute each.</summary>
    private protected Task OnRunningSampleAsync(
        Func<Site, Task> test,
        [CallerMemberName] string name = ""
    ) => RunAsync(RunningSample.StartAsync, test, name);

    private async Task RunAsync(Func<Task<Site>> start, Func<Site, Task> test, string name)
    {
        await using var site = await start();
        try
        {
            await test(site);
        }
        catch (Exception error)
        {
            var folder = await Evidence.KeepAsync(site, $"{GetType().Name}.{name}", error);
            throw new BrowserTestFailedException(folder, error);
        }
    }
}
