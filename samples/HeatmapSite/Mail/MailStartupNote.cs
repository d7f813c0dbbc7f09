namespace HeatmapSite.Mail;

/// <summary>Says at start what would otherwise be noticed when mails, or the people they invite, don't arrive.</summary>
/// <remarks>No reason to refuse the start: whoever is bound gets in without any mail.</remarks>
internal sealed partial class MailStartupNote(
    MailSettings settings,
    IHostEnvironment environment,
    ILogger<MailStartupNote> logger
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.Delivers)
        {
            NoMail(logger);
        }
        else if (settings.PublicOrigin is null && !environment.IsDevelopment())
        {
            NoOrigin(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        3010,
        LogLevel.Warning,
        "No mail is sent: set Smtp:Host and Smtp:From. Owners pass the links of invitations on themselves."
    )]
    private static partial void NoMail(ILogger logger);

    [LoggerMessage(
        3011,
        LogLevel.Warning,
        "Site:PublicOrigin is not set: links in invitations begin with the address this server listens on, and other mails have none."
    )]
    private static partial void NoOrigin(ILogger logger);
}
