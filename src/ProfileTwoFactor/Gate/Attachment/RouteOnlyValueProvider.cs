using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Offers model binding the profile id of the route before any other source has a say.</summary>
internal sealed class RouteOnlyValueProvider(string parameter, object? id) : IValueProviderFactory
{
    public Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        context.ValueProviders.Insert(
            0,
            new RouteValueProvider(
                BindingSource.Path,
                new RouteValueDictionary { [parameter] = id }
            )
        );
        return Task.CompletedTask;
    }
}
