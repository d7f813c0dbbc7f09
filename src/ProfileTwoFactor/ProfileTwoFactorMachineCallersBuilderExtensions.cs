using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;
using ProfileTwoFactor.Callers;
using ProfileTwoFactor.Gate.Decision;
using ProfileTwoFactor.Policies;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the app's machine callers.</summary>
public static class ProfileTwoFactorMachineCallersBuilderExtensions
{
    /// <summary>Names the app's machine callers, such as API keys, so that the Owner of a profile can decide whether they are admitted without a code.</summary>
    /// <typeparam name="TDirectory">Tells machine callers apart from people; scoped, so it may use the request's services. A directory that is registered already stays.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <remarks>
    /// From then on, machine callers are refused in profiles that require two-factor authentication, until the Owner sets another value, and the package's
    /// own calls refuse them always. A machine caller never counts as a recent verification, nor as the account's second factor.
    /// </remarks>
    public static ProfileTwoFactorBuilder AddMachineCallers<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory
    >(this ProfileTwoFactorBuilder builder)
        where TDirectory : class, IMachineCallerDirectory
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddScoped<IMachineCallerDirectory, TDirectory>();
        if (services.Any(service => service.ServiceType == typeof(MachineCallerFinder)))
        {
            return builder;
        }

        services.AddSingleton(new AddedRule(AddedRule.MachineCallers));
        services.AddSingleton<MachineCallerFinder>();
        services.AddSingleton<MachineAdmission>();
        services.AddSingleton<MachineGate>();
        return builder;
    }
}
