using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ProfileTwoFactor.Internal;

/// <summary>Razor Pages carry their model's attributes only once compiled, and ignore attributes on handlers. Both are looked at when the host starts.</summary>
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
            if (
                endpoint.Metadata.GetMetadata<PageActionDescriptor>()
                is { } descriptor
                    and not CompiledPageActionDescriptor
            )
            {
                var page = await loader.LoadAsync(descriptor, endpoint.Metadata);
                pages.Add((page.Endpoint ?? endpoint, page));
            }
        }

        return pages;
    }

    public static IEnumerable<string> FindMistakes(CompiledPageActionDescriptor page) =>
        from handler in page.HandlerMethods
        where
            handler
                .MethodInfo.GetCustomAttributes(inherit: true)
                .OfType<IProfileTwoFactorMetadata>()
                .Any()
        select $"{page.DisplayName}: handler {handler.MethodInfo.Name} has the gate's attribute, which Razor Pages ignore on handlers. "
            + "Put it on the page model.";
}
