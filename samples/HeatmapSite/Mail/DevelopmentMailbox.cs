using System.Collections.Concurrent;

namespace HeatmapSite.Mail;

/// <summary>Keeps mails for a look instead of sending them.</summary>
internal sealed class DevelopmentMailbox(TimeProvider time) : ISiteMailer
{
    private readonly ConcurrentQueue<(SiteMail Mail, DateTimeOffset SentAt)> _mails = new();

    public Task SendAsync(SiteMail mail, CancellationToken cancellationToken)
    {
        _mails.Enqueue((mail, time.GetUtcNow()));
        return Task.CompletedTask;
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<object> List() =>
        _mails
            .Reverse()
            .Select(kept => new
            {
                kept.Mail.To,
                kept.Mail.Subject,
                kept.Mail.Text,
                kept.SentAt,
            });
}
