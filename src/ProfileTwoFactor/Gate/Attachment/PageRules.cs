using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.Gate.Internal;

namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Razor Pages that are compiled at first use carry their model's attributes only then, and all pages ignore attributes on handlers. Both are looked at when the host starts.</summary>
internal sealed class PageRules(IServiceProvider services)
{
    /// <summary>The endpoints of all pages as they will be served.</summary>
    public async Task<
        IReadOnlyList<(Endpoint Endpoint, CompiledPageActionDescriptor Page)>
    > LoadAsync(IEnumerable<Endpoint> endpoints)
    {
        if (services.GetService<PageLoader>() is not { } loader)
        {
            return [];
        }

        var pages = new List<(Endpoint, CompiledPageActionDescriptor)>();
        foreach (var endpoint in endpoints)
        {
            switch (endpoint.Metadata.GetMetadata<PageActionDescriptor>())
            {
                // Compiled with the host: the endpoint is served as it is.
                case CompiledPageActionDescriptor compiled:
                    pages.Add((endpoint, compiled));
                    break;
                case { } descriptor:
                    var page = await loader.LoadAsync(descriptor, endpoint.Metadata);
                    pages.Add((page.Endpoint ?? endpoint, page));
                    break;
            }
        }

        return pages;
    }

    public static IEnumerable<string> FindMistakes(CompiledPageActionDescriptor page) =>
        from handler in page.HandlerMethods
        let attributes = handler.MethodInfo.GetCustomAttributes(inherit: true)
        where
            attributes.OfType<ISharedLinkMetadata>().Any()
            || GateEndpoints.DemandsIn(attributes).Count > 0
            || GateEndpoints.AccountDemandsIn(attributes).Count > 0
        select $"{page.DisplayName}: handler {handler.MethodInfo.Name} has the gate's, the link's, or the account's attribute, which Razor Pages ignores on handlers. "
            + "Move the attribute to the page model.";
}
