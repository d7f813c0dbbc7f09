namespace HeatmapSite.Invitations;

internal static class InvitationServiceCollectionExtensions
{
    public static IServiceCollection AddInvitations(this IServiceCollection services)
    {
        services.AddScoped<InvitationMail>();
        services.AddScoped<InvitationQueries>();
        services.AddScoped<InvitationCommands>();
        return services.AddScoped<InvitationAcceptance>();
    }
}
