namespace HeatmapSite.Mail;

/// <summary>One mail of the site's own.</summary>
internal sealed record SiteMail(string To, string Subject, string Text, string Html);
