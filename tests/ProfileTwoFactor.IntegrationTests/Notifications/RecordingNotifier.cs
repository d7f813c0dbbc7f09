using ProfileTwoFactor.Mail;

namespace ProfileTwoFactor.IntegrationTests.Notifications;

/// <summary>Keeps what it was given; a test may make it fail, hang or count.</summary>
internal sealed class RecordingNotifier : ITwoFactorNotifier
{
    private readonly Lock _lock = new();
    private readonly List<TwoFactorMail> _sent = [];

    /// <summary>Runs before a mail is taken.</summary>
    public Func<TwoFactorMail, Task>? Before { get; set; }

    /// <summary>Runs after it was taken: what throws here is a crash between sending and noting it.</summary>
    public Action<TwoFactorMail>? After { get; set; }

    public IReadOnlyList<TwoFactorMail> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    public IReadOnlyList<TwoFactorMail> Of(TwoFactorMailKind kind) =>
        [.. Sent.Where(mail => mail.Kind == kind)];

    public async Task SendAsync(TwoFactorMail mail, CancellationToken cancellationToken)
    {
        if (Before is { } before)
        {
            await before(mail);
        }

        lock (_lock)
        {
            _sent.Add(mail);
        }

        After?.Invoke(mail);
    }
}
