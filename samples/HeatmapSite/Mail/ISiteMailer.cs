namespace HeatmapSite.Mail;

internal interface ISiteMailer
{
    Task SendAsync(SiteMail mail, CancellationToken cancellationToken);
}
