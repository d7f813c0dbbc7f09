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
            () => new ClockCheck(database).RunAsync(cancellationToken),
            cancellationToken
        );
        var isReadable = schema is not null && !schema.Faults.Any();
        await AddAsync(
            "rows",
            checks,
            isReadable,
            () => new RowChecks(database).RunAsync(cancellationToken),
            cancellationToken
        );
        await AddAsync(
            "key-ring",
            checks,
            isReadable,
            () => new KeyRingCheck(database, settings.Keys).RunAsync(cancellationToken),
            cancellationToken
        );
        await AddAsync(
            "mail",
            checks,
            isReadable,
            () => new MailQueueCheck(database).RunAsync(cancellationToken),
            cancellationToken
        );
        await AddAsync(
            RedisCheck.Name,
            checks,
            isPossible: true,
            async () => [await RedisCheck.RunAsync(settings.Redis, database.Settings.Timeout)],
            cancellationToken
        );
        await AddAsync(
            SmtpCheck.Name,
            checks,
            isPossible: true,
            async () =>
                [
                    await SmtpCheck.RunAsync(
                        settings.SmtpHost,
                        settings.SmtpPort,
                        database.Settings.Timeout,
                        cancellationToken
                    ),
                ],
            cancellationToken
        );
        return new DoctorReport(checks);
    }

    /// <summary>One check that fails doesn't hide what the others find.</summary>
    private static async Task AddAsync(
        string name,
        List<Check> checks,
        bool isPossible,
        Func<Task<IReadOnlyList<Check>>> run,
        CancellationToken cancellationToken
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
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The other checks may find the cause.
            checks.Add(Check.Error(name, DatabaseFailures.OfAny(exception)));
        }
    }
}
