using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ProfileTwoFactor;
using ProfileTwoFactor.Internal;
using ProfileTwoFactor.Stores;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the pages to the package.</summary>
public static class ProfileTwoFactorPagesBuilderExtensions
{
    /// <summary>Adds the bind, verify, and manage pages, and the account pages if the app called <c>AddAccounts</c>. Map the pages with <c>app.MapRazorPages()</c>.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returns.</param>
    /// <returns>The same builder.</returns>
    public static ProfileTwoFactorBuilder AddDefaultPages(this ProfileTwoFactorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddLocalization();
        services.AddOptions<ProfileTwoFactorPagesOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<PageServices>();
        services.TryAddSingleton<BackupCodesFile>();
        services.TryAddSingleton<KeptBackupCodes>();
        // By hand: the container would report a missing directory or store in its own words, before the start-up check can.
        services.TryAddScoped(provider => new PanelReader(
            provider.GetRequiredService<IProfileTwoFactorManager>(),
            provider.GetRequiredService<IProfileDirectory>(),
            provider.GetRequiredService<IPolicyStore>(),
            provider.GetRequiredService<IOptions<ProfileTwoFactorOptions>>()
        ));
        services.TryAddSingleton<EndpointSelection>();
        services.TryAddSingleton<SharedForms>();
        services.TryAddSingleton<RepeatedForms>();
        services.TryAddSingleton<GateAddresses>();
        services.TryAddSingleton<GateCheck>();
        services.TryAddScoped<AccountPanelReader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PagesStartupCheck>());
        services.AddRazorPages().ConfigureApplicationPartManager(AddPart);

        // After AddRazorPages, whose own set-up begins with an empty list of conventions.
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<RazorPagesOptions>, TwoFactorPageRoutes>()
        );
        return builder;
    }

    /// <summary>Adds the pages and configures them.</summary>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returns.</param>
    /// <param name="configure">Configures the options.</param>
    /// <returns>The same builder.</returns>
    public static ProfileTwoFactorBuilder AddDefaultPages(
        this ProfileTwoFactorBuilder builder,
        Action<ProfileTwoFactorPagesOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddDefaultPages().Services.Configure(configure);
        return builder;
    }

    // A host that references the package with the Web SDK has the part already; one that came by another way has not.
    private static void AddPart(ApplicationPartManager manager)
    {
        var assembly = typeof(ProfileTwoFactorPagesBuilderExtensions).Assembly;
        if (manager.ApplicationParts.OfType<CompiledRazorAssemblyPart>().Any(Ours))
        {
            return;
        }

        foreach (
            var part in ApplicationPartFactory
                .GetApplicationPartFactory(assembly)
                .GetApplicationParts(assembly)
        )
        {
            manager.ApplicationParts.Add(part);
        }

        bool Ours(CompiledRazorAssemblyPart part) => part.Assembly == assembly;
    }
}
