using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor;

/// <summary>Configures the stores and optional features of the package. <c>AddProfileTwoFactor()</c> returns it. Each method can be called more than once.</summary>
/// <param name="services">The app's services.</param>
public sealed class ProfileTwoFactorBuilder(IServiceCollection services)
{
    /// <summary>The app's services.</summary>
    public IServiceCollection Services { get; } = services;
}
