using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Identity.Internal;

/// <summary>The app's registrations, so that an error can name what is there in place of what is missing.</summary>
internal sealed class IdentityRegistrations(IServiceCollection services)
{
    /// <summary>The user classes that the app gave to Identity.</summary>
    public IReadOnlyList<Type> UserTypes =>
        [
            .. services
                .Select(service => service.ServiceType)
                .Where(type =>
                    type.IsConstructedGenericType
                    && type.GetGenericTypeDefinition() == typeof(UserManager<>)
                )
                .Select(type => type.GenericTypeArguments[0])
                .Distinct(),
        ];
}
