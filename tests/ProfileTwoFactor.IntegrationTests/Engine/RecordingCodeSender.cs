using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.IntegrationTests.Engine;

/// <summary>Keeps the codes that members would find in their mail.</summary>
internal sealed class RecordingCodeSender : IEnrollmentCodeSender
{
    public List<EnrollmentCodeMessage> Messages { get; } = [];

    /// <summary>Set: the mail can't be stored.</summary>
    public bool Fails { get; set; }

    public string Code => Messages[^1].Code;

    public Task SendAsync(EnrollmentCodeMessage message, CancellationToken cancellationToken)
    {
        if (Fails)
        {
            throw new IOException("The queue is full.");
        }

        Messages.Add(message);
        return Task.CompletedTask;
    }
}
