namespace ProfileTwoFactor.Mail.Development;

/// <summary>Keeps the latest mails for a look. Bounded, so that a forgotten one doesn't eat the machine.</summary>
internal sealed class DevelopmentMailbox(TimeProvider time) : ITwoFactorNotifier
{
    public const int Capacity = 5000;

    private readonly Lock _lock = new();
    private readonly Queue<DevelopmentMail> _mails = new();

    public Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var kept = new DevelopmentMail(mail.To, mail.Subject, mail.Text, time.GetUtcNow());
        lock (_lock)
        {
            if (_mails.Count == Capacity)
            {
                _mails.Dequeue();
            }

            _mails.Enqueue(kept);
        }

        return Task.CompletedTask;
    }

    public DevelopmentMail[] NewestFirst()
    {
        lock (_lock)
        {
            return [.. _mails.Reverse()];
        }
    }
}
