namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class RemindersResponse
{
    public required int Queued { get; init; }

    internal static RemindersResponse From(QueuedReminders reminders) =>
        new() { Queued = reminders.Queued };
}
