namespace HeatmapSite.Settings;

/// <summary>Says at start which settings have no effect: one that is misspelled would leave a default in force, and nothing would show it.</summary>
/// <remarks>No reason to refuse the start: a setting of a later release may stand in a file that an earlier one reads.</remarks>
internal sealed partial class UnreadSettingsNote(
    TwoFactorSettings settings,
    ILogger<UnreadSettingsNote> logger
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var setting in settings.Unread())
        {
            NotRead(logger, setting);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        3006,
        LogLevel.Warning,
        "{Setting} has no effect, because this site has no setting of that name. Correct the name or remove it. docs/configuration.md lists the settings."
    )]
    private static partial void NotRead(ILogger logger, string setting);
}
