using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor;

/// <summary>Returned by <c>AddProfileTwoFactor()</c>; stores and extras are chosen here. Every call may be made twice.</summary>
/// <param name="services">The host's services.</param>
public sealed class ProfileTwoFactorBuilder(IServiceCollection services)
{
    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; } = services;
}
