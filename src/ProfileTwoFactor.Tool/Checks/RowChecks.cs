using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Output;
using ProfileTwoFactor.Tool.Reading;

namespace ProfileTwoFactor.Tool.Checks;

/// <summary>Whether each row can be read, and means something that the app can act on.</summary>
internal sealed class RowChecks(ToolDatabase database)
{
    private const int MostNamed = 5;

    private static readonly TimeSpan Impossible =
        EnforcementDates.LongestNotice + TimeSpan.FromDays(1);

    private readonly DateTimeOffset _now = database.Time.GetUtcNow();
    private readonly List<string> _unreadable = [];
    private readonly List<string> _impossible = [];
    private readonly List<string> _full = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _twice;
    private int _ended;
    private int _disabled;
    private int _bindings;
    private int _policies;

    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new RowPages(database);
        await foreach (var row in rows.PoliciesAsync(cancellationToken))
        {
            Look(row);
        }

        _keys.Clear();
        var last = "";
        await foreach (var row in rows.BindingsAsync(cancellationToken))
        {
            // In the order of keys, so twice the same follow each other; there may be millions.
            _twice += string.Equals(last, row.Key, StringComparison.Ordinal) ? 1 : 0;
            last = row.Key;
            Look(row);
        }

        return [.. Found()];
    }

    private void Look(TwoFactorPolicyEntity row)
    {
        _policies++;
        _twice += _keys.Add(row.Key) ? 0 : 1;
        if (Read(() => Records.Policy(row), row.ScopeId) is not { } policy)
        {
            return;
        }

        _ended += policy.RetiredEpochs.Count;
        if (policy.RetiredEpochs.Count >= PolicySwitch.MostRetiredEpochs)
        {
            _full.Add(policy.Scope.Id);
        }

        if (
            policy is { Enabled: true, Scheduled: true, EnforcedFrom: { } from }
            && from - _now > Impossible
        )
        {
            _impossible.Add(policy.Scope.Id);
        }
    }

    private void Look(TwoFactorBindingEntity row)
    {
        _bindings++;
        if (
            Read(() => Records.Binding(row), $"{row.ScopeId}/{row.MemberId}") is
            { Active: not null, Failures: >= AttemptBudget.DisablingFailures }
        )
        {
            _disabled++;
        }
    }

    private T? Read<T>(Func<T> read, string name)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            _unreadable.Add(name);
            return null;
        }
    }

    private IEnumerable<Check> Found()
    {
        yield return (_unreadable.Count, _twice) switch
        {
            (0, 0) => Check.Fine(
                "rows",
                $"{_policies} policies and {_bindings} bindings can be read."
            ),
            (> 0, _) => Check.Error(
                "rows",
                $"{_unreadable.Count} rows can't be read ({Names(_unreadable)}). The app answers 503 for each of them.",
                "A newer version may have written them: compare the versions of tool and app. Otherwise, restore the rows from a backup."
            ),
            _ => Check.Error(
                "rows",
                $"{_twice} keys are there twice. The tables have no primary key, so two requests could both succeed with one code.",
                "Apply the app's migrations, which give each table its primary key, after the duplicates were removed."
            ),
        };
        if (_impossible.Count > 0)
        {
            yield return Check.Error(
                "dates",
                $"{_impossible.Count} profiles are enforced from a date more than 90 days ahead ({Names(_impossible)}). No Owner can set that, so the app answers 503.",
                "The row was changed by hand, or a node's clock was wrong. Disable the profile with 'profile2fa disable-profile', and let the Owner enable it again."
            );
        }

        yield return _full.Count > 0
            ? Check.Error(
                "epochs",
                $"{_full.Count} profiles have {PolicySwitch.MostRetiredEpochs} ended epochs or more ({Names(_full)}). They can't be enabled.",
                "Start a node of the app, which deletes them. If nodes run, look for event 1400 and later in their logs, and check that the user of the app may delete rows."
            )
        : _ended > 0
            ? Check.Warning(
                "epochs",
                $"{_ended} ended epochs wait for deletion.",
                "Nodes delete them when a request of the profile comes. Nothing is open because of them."
            )
        : Check.Fine("epochs", "No ended epoch waits for deletion.");
        if (_disabled > 0)
        {
            yield return Check.Warning(
                "lock-outs",
                $"{_disabled} members are locked out until they are reset, after {AttemptBudget.DisablingFailures} wrong codes.",
                "Find out who guessed. The Owner, or 'profile2fa reset', resets a member."
            );
        }
    }

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(MostNamed).Select(ToolConsole.Safe))
        + (names.Count > MostNamed ? ", …" : "");
}
