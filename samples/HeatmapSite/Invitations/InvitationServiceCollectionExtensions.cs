using HeatmapSite.Mail;

namespace HeatmapSite.Invitations;

internal static class InvitationServiceCollectionExtensions
{
    public static IServiceCollection AddInvitations(this IServiceCollection services)
    {
        services.AddSingleton<DevelopmentMailbox>();
        services.AddSingleton<ISiteMailer>(provider =>
            provider.GetRequiredService<DevelopmentMailbox>()
        );
        services.AddSingleton<PublicOrigin>();
        services.AddScoped<InvitationMail>();
        services.AddScoped<InvitationQueries>();
        services.AddScoped<InvitationCommands>();
        return services.AddScoped<InvitationAcceptance>();
    }
}
