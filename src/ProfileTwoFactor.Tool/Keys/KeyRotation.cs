using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.Keys;

/// <summary>Encrypts every secret with the current key again, row by row and by compare-and-swap, while the app serves.</summary>
/// <remarks>
/// A row that a node changes at the same moment is read again: neither write is lost. A run that ends in the middle leaves rows that are
/// done and rows that aren't, all of which can be read, and the next run continues.
/// </remarks>
internal sealed class KeyRotation(ToolDatabase database, ToolConsole console, bool nodesKnowKey)
{
    private const int MostAttempts = 256;
    private const int ProgressEvery = 10_000;

    /// <summary>How often a node looks for new keys, which Data Protection fixes at a day, and an hour for clocks and for the look itself.</summary>
    private static readonly TimeSpan UntilKnown = TimeSpan.FromHours(25);

    private readonly KeyRing _ring = new(database.Services);
    private readonly ISecretStore _secrets = database.Services.GetRequiredService<
        EntitySecretStore<ToolContext>
    >();
    private readonly HashSet<Guid> _needed = [];
    private int _bindings;
    private int _rotated;
    private int _current;
    private int _unreadable;
    private int _unreadableRows;
    private int _foreign;
    private int _busy;

    public async Task<RotationReport> RunAsync(CancellationToken cancellationToken)
    {
        var current = _ring.CurrentKeyId();
        var isKnown = false;
        await foreach (var row in new RowPages(database).BindingsAsync(cancellationToken))
        {
            if (Records.BindingOrNull(row) is not { } record)
            {
                _unreadableRows++;
            }
            else
            {
                if (!isKnown && SecretsOf.Record(record).Any(one => IsDue(one.Secret, current)))
                {
                    EnsureKnown(current);
                    isKnown = true;
                }

                await RotateAsync(record, current, cancellationToken);
            }

            if (++_bindings % ProgressEvery == 0)
            {
                await console.Error.WriteLineAsync($"{_bindings} bindings, {_rotated} secrets");
            }
        }

        return new RotationReport
        {
            CurrentKey = current,
            Bindings = _bindings,
            Rotated = _rotated,
            Current = _current,
            Unreadable = _unreadable,
            UnreadableRows = _unreadableRows,
            Foreign = _foreign,
            Busy = _busy,
            UnusedKeys = UnusedKeys(current),
        };
    }

    /// <summary>Without keys that become active later, which are the next ones. None if rows can't be read: which keys those need is unknown.</summary>
    private IReadOnlyList<Guid> UnusedKeys(Guid current)
    {
        var now = database.Time.GetUtcNow();
        return _unreadableRows > 0
            ? []
            :
            [
                .. _ring
                    .Keys()
                    .Where(key => key.ActivationDate <= now)
                    .Select(key => key.KeyId)
                    .Where(id => id != current && !_needed.Contains(id))
                    .Order(),
            ];
    }

    private static bool IsDue(byte[] secret, Guid current) =>
        KeyRing.KeyIdOf(secret) is { } id && id != current;

    /// <summary>A node that hasn't read a new key yet would answer 503 for what is encrypted with it.</summary>
    private void EnsureKnown(Guid current)
    {
        var created = _ring.Keys().First(key => key.KeyId == current).CreationDate;
        if (nodesKnowKey || database.Time.GetUtcNow() - created >= UntilKnown)
        {
            return;
        }

        throw new ToolException(
            ExitCode.Refused,
            "key-too-new",
            $"The current key was made at {Lines.Time(created)}. Nodes that run since before look for new keys once a day, and couldn't read what is encrypted with it.",
            $"Wait until {Lines.Time(created + UntilKnown)}. Or restart all nodes, and then say so with --nodes-know-key. Nothing was changed."
        );
    }

    private async Task RotateAsync(
        BindingRecord record,
        Guid current,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var tally = new Tally();
            var next = SecretsOf.Replace(
                record,
                (key, secret) => Next(key, secret, current, tally)
            );
            if (tally.Rotated == 0 || await WriteAsync(next, cancellationToken))
            {
                Add(tally);
                return;
            }

            BindingRecord? found;
            try
            {
                found = await FindAsync(record.Key, cancellationToken);
            }
            catch (ToolException failure) when (failure.Code == DatabaseFailures.UnreadableRow)
            {
                // A node of a newer version may have written it just now.
                _unreadableRows++;
                return;
            }

            if (found is null)
            {
                // Its epoch was deleted.
                return;
            }

            record = found;
        }

        _busy++;
        foreach (var (_, secret) in SecretsOf.Record(record))
        {
            if (KeyRing.KeyIdOf(secret) is { } id)
            {
                _needed.Add(id);
            }
        }
    }

    private byte[] Next(BindingKey key, byte[] secret, Guid current, Tally tally)
    {
        if (KeyRing.KeyIdOf(secret) is not { } id)
        {
            tally.Foreign++;
            return secret;
        }

        if (id == current)
        {
            tally.Current++;
            return secret;
        }

        try
        {
            var next = _ring.Reprotect(key, secret);
            tally.Rotated++;
            return next;
        }
        catch (CryptographicException)
        {
            tally.Unreadable++;
            tally.Needed.Add(id);
            return secret;
        }
    }

    private async Task<bool> WriteAsync(BindingRecord next, CancellationToken cancellationToken)
    {
        try
        {
            return await _secrets.WriteAsync(next, cancellationToken) == StoreWriteStatus.Written;
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && DatabaseFailures.Of(exception) is { } failure
            )
        {
            throw failure;
        }
    }

    private async Task<BindingRecord?> FindAsync(
        BindingKey key,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _secrets.FindAsync(key, cancellationToken);
        }
        catch (Exception exception)
            when (!cancellationToken.IsCancellationRequested
                && DatabaseFailures.Of(exception) is { } failure
            )
        {
            throw failure;
        }
    }

    private void Add(Tally tally)
    {
        _rotated += tally.Rotated;
        _current += tally.Current;
        _unreadable += tally.Unreadable;
        _foreign += tally.Foreign;
        _needed.UnionWith(tally.Needed);
    }

    /// <summary>Of one attempt: it counts only once it is written.</summary>
    private sealed class Tally
    {
        public int Rotated { get; set; }

        public int Current { get; set; }

        public int Unreadable { get; set; }

        public int Foreign { get; set; }

        public HashSet<Guid> Needed { get; } = [];
    }
}
