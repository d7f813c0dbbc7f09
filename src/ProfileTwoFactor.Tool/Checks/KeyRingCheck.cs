using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Output;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>Whether the key ring reads every secret, and has a key for new ones.</summary>
internal sealed class KeyRingCheck(ToolDatabase database, KeySettings settings)
{
    private const string Name = "key-ring";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(2);

    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken cancellationToken)
    {
        if (!settings.AreNamed)
        {
            return
            [
                Check.Skipped(
                    Name,
                    "Not checked: no key ring is named.",
                    "Name the app's Data Protection keys with --keys or --keys-in-database, and --application."
                ),
            ];
        }

        if (settings.InDatabase)
        {
            await KeyTable.ThrowIfMissingAsync(database, cancellationToken);
        }

        var ring = new KeyRing(database.Services);
        var keys = ring.Keys();
        if (keys.Count == 0)
        {
            return
            [
                Check.Error(
                    Name,
                    "The key ring is empty.",
                    "If it is the right place, the keys are lost: see the runbook, 'The key ring is lost'. The secrets are still in the database, and are read again when the keys are back."
                ),
            ];
        }

        var checks = new List<Check> { await SecretsAsync(ring, cancellationToken) };
        try
        {
            var current = ring.CurrentKeyId();
            var expires = keys.First(key => key.KeyId == current).ExpirationDate;
            checks.Add(
                expires - database.Time.GetUtcNow() < Soon
                    ? Check.Warning(
                        "current-key",
                        $"The current key expires at {Lines.Time(expires)}.",
                        "Nodes make the next key by themselves two days before. If they don't, look for errors of Data Protection in their logs."
                    )
                    : Check.Fine(
                        "current-key",
                        $"{keys.Count} keys; the current one is {current}, until {Lines.Time(expires)}."
                    )
            );
        }
        catch (ToolException failure)
        {
            checks.Add(Check.Error("current-key", failure));
        }

        return checks;
    }

    private async Task<Check> SecretsAsync(KeyRing ring, CancellationToken cancellationToken)
    {
        var (read, foreign) = (0, 0);
        var unreadable = new Dictionary<Guid, int>();
        await foreach (var row in new RowPages(database).BindingsAsync(cancellationToken))
        {
            if (Records.BindingOrNull(row) is not { } record)
            {
                // Reported with the rows.
                continue;
            }

            foreach (var (key, secret) in SecretsOf.Record(record))
            {
                if (KeyRing.KeyIdOf(secret) is not { } id)
                {
                    foreign++;
                }
                else if (ring.CanRead(key, secret))
                {
                    read++;
                }
                else
                {
                    unreadable[id] = unreadable.GetValueOrDefault(id) + 1;
                }
            }
        }

        if (unreadable.Count > 0)
        {
            var has = ring.Keys().Select(key => key.KeyId).ToHashSet();
            var missing = unreadable.Keys.Where(id => !has.Contains(id)).Order().ToList();
            return Check.Error(
                Name,
                $"{unreadable.Values.Sum()} of {read + unreadable.Values.Sum()} secrets can't be read"
                    + (
                        missing.Count > 0
                            ? $": the keys {string.Join(", ", missing)} aren't in the key ring."
                            : ": the keys are there, but can't be used, or the secrets are of another application or row."
                    ),
                missing.Count > 0
                    ? "Restore these keys from a backup. Until then these members get 503; they aren't unbound."
                    : "Check --application (SetApplicationName, or the content root folder of the app) and --keys-certificate. A revoked key reads nothing either."
            );
        }

        return foreign > 0
            ? Check.Warning(
                Name,
                $"{read} secrets can be read. {foreign} were encrypted by other means than Data Protection and weren't checked.",
                "The app has an ISecretProtector of its own: check its keys with its own means."
            )
            : Check.Fine(Name, $"All {read} secrets can be read.");
    }
}
