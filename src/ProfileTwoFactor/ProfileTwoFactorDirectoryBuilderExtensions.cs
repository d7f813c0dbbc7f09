using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProfileTwoFactor;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what the app supplies: its profiles, and its shared links.</summary>
public static class ProfileTwoFactorDirectoryBuilderExtensions
{
    /// <summary>Registers the app's knowledge of profiles and members. Every app has one.</summary>
    /// <typeparam name="TDirectory">The directory; scoped, so it may use the request's services. A directory that is registered already stays.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <remarks>
    /// The directory decides who is a member. The gate calls it on each gated request and refuses the request with 503 when it throws or
    /// doesn't answer in time. For another lifetime, add <see cref="IProfileDirectory"/> to the services instead.
    /// </remarks>
    public static ProfileTwoFactorBuilder AddProfileDirectory<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory
    >(this ProfileTwoFactorBuilder builder)
        where TDirectory : class, IProfileDirectory
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<IProfileDirectory, TDirectory>();
        return builder;
    }

    /// <summary>Registers the app's knowledge of shared links, for apps that use <see cref="RequireSharedLinkAttribute"/>.</summary>
    /// <typeparam name="TDirectory">The directory; scoped, so it may use the request's services. A directory that is registered already stays.</typeparam>
    /// <param name="builder">The builder that <c>AddProfileTwoFactor()</c> returned.</param>
    /// <remarks>
    /// The directory decides which links are public. For another lifetime, add <see cref="ISharedLinkDirectory"/> to the services instead.
    /// </remarks>
    public static ProfileTwoFactorBuilder AddSharedLinkDirectory<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TDirectory
    >(this ProfileTwoFactorBuilder builder)
        where TDirectory : class, ISharedLinkDirectory
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<ISharedLinkDirectory, TDirectory>();
        return builder;
    }
}
