using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProfileTwoFactor;
using ProfileTwoFactor.Mail.Development;
using ProfileTwoFactor.Mail.Queue;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the development mailbox.</summary>
public static class ProfileTwoFactorMailEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps an endpoint that returns the mails of <c>UseDevelopmentMailbox()</c> as JSON, newest first: <c>[ { "to", "subject", "text", "sentAt" } ]</c>. Empty when
    /// another notifier is used.
    /// </summary>
    /// <remarks>Anyone can read all mails, including invitations. Therefore, it can't be mapped outside Development.</remarks>
    /// <param name="endpoints">The app's endpoint route builder.</param>
    /// <param name="pattern">The route pattern.</param>
    /// <exception cref="InvalidOperationException">The environment isn't Development.</exception>
    public static IEndpointConventionBuilder MapDevelopmentMailbox(
        this IEndpointRouteBuilder endpoints,
        string pattern
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var environment = endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>();
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"The development mailbox shows all mail to anyone, so it can't be mapped in the environment '{environment.EnvironmentName}'. "
                    + "Call MapDevelopmentMailbox() only if app.Environment.IsDevelopment() is true."
            );
        }

        return endpoints
            .MapGet(
                pattern,
                (HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = "no-store";
                    var mailbox = context.RequestServices.GetService<DevelopmentMailbox>();
                    return Results.Json(
                        mailbox?.NewestFirst() ?? [],
                        NotificationJsonContext.Default.DevelopmentMailArray
                    );
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(new SkipProfileTwoFactorAttribute());
    }
}
