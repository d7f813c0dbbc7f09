using ProfileTwoFactor;

namespace HeatmapSite.Mail;

internal static class MailBuilderExtensions
{
    /// <summary>One way out for all mails, the package's and the site's: SMTP when it is set, else a mailbox to look into while developing.</summary>
    public static ProfileTwoFactorBuilder AddSiteMail(
        this ProfileTwoFactorBuilder builder,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        var settings = new MailSettings(configuration, environment);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<PublicOrigin>();
        builder.Services.AddHostedService<MailStartupNote>();
        if (settings.Errors().Any())
        {
            // The settings' own check stops the start and names them. What needs a notifier still finds one, or the container would be first
            // to complain, and of something else.
            return builder.AddMail();
        }

        return builder.AddMail(mail =>
        {
            mail.Configure(options => options.PublicOrigin = settings.PublicOrigin);
            if (settings.HasSmtp)
            {
                mail.UseSmtp(smtp =>
                {
                    smtp.Host = settings.Host!;
                    smtp.Port = settings.Port;
                    smtp.From = settings.From;
                    smtp.FromName = "Heatmap";
                    smtp.UserName = settings.UserName;
                    smtp.Password = settings.Password;
                });
            }
            else if (environment.IsDevelopment())
            {
                mail.UseDevelopmentMailbox();
            }
        });
    }
}
