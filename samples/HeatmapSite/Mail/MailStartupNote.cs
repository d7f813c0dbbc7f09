namespace HeatmapSite.Mail;

/// <summary>Says at start what would otherwise be noticed when mails, or the people they invite, don't arrive.</summary>
/// <remarks>No reason to refuse the start: bound members get in without any mail.</remarks>
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
        "No mail is sent. To send mail, set Smtp:Host and Smtp:From. Without mail, Owners must pass on the links of invitations themselves."
    )]
    private static partial void NoMail(ILogger logger);

    [LoggerMessage(
        3011,
        LogLevel.Warning,
        "Site:PublicOrigin isn't set. Links in invitations begin with the address that this server listens on."
    )]
    private static partial void NoOrigin(ILogger logger);
}
