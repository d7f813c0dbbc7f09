using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>Looks at everything the app's nodes rely on, and changes nothing.</summary>
internal sealed class Doctor(ToolDatabase database, DoctorSettings settings)
{
    public async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        var checks = new List<Check>();
        var schema = await new StoreChecks(database).SchemaAsync(checks, cancellationToken);
        await AddAsync(
            "clock",
            checks,
            schema is not null,
            () => new ClockCheck(database).RunAsync(cancellationToken)
        );
        var isReadable = schema is not null && !schema.Faults.Any();
        await AddAsync(
            "rows",
            checks,
            isReadable,
            () => new RowChecks(database).RunAsync(cancellationToken)
        );
        await AddAsync(
            "key-ring",
            checks,
            isReadable,
            () => new KeyRingCheck(database, settings.Keys).RunAsync(cancellationToken)
        );
        await AddAsync(
            "mail",
            checks,
            isReadable,
            () => new MailQueueCheck(database).RunAsync(cancellationToken)
        );
        checks.Add(await RedisCheck.RunAsync(settings.Redis, database.Settings.Timeout));
        checks.Add(
            await SmtpCheck.RunAsync(
                settings.SmtpHost,
                settings.SmtpPort,
                database.Settings.Timeout,
                cancellationToken
            )
        );
        return new DoctorReport(checks);
    }

    private static async Task AddAsync(
        string name,
        List<Check> checks,
        bool isPossible,
        Func<Task<IReadOnlyList<Check>>> run
    )
    {
        if (!isPossible)
        {
            checks.Add(
                Check.Skipped(name, "Not checked: the database must be repaired first.", "")
            );
            return;
        }

        try
        {
            checks.AddRange(await run());
        }
        catch (Exception exception) when (DatabaseFailures.Of(exception) is { } failure)
        {
            checks.Add(Check.Error(name, failure));
        }
    }
}
