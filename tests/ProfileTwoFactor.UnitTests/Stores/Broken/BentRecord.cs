using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>Binding records as a store with a flaw writes them over what it has.</summary>
internal static class BentRecord
{
    private const int LongestBinary = 1024;
    private const int LongestList = 16;

    public static BindingRecord Of(BindingRecord record, BindingRecord? stored, Flaw flaw) =>
        flaw switch
        {
            Flaw.MergesFields => record with { Pending = record.Pending ?? stored?.Pending },
            Flaw.MergesCodes => WithCodes(
                record,
                codes =>
                    codes with
                    {
                        Hashes =
                        [
                            .. codes.Hashes,
                            .. (stored?.Active?.BackupCodes?.Hashes ?? []).Where(old =>
                                !codes.Hashes.Any(code => code.AsSpan().SequenceEqual(old))
                            ),
                        ],
                    }
            ),
            Flaw.KeepsFirstSet => WithCodes(
                record,
                codes =>
                    stored?.Active?.BackupCodes is { } old && codes.Hashes.Count >= old.Hashes.Count
                        ? old
                        : codes
            ),
            Flaw.KeepsFirstSecret => WithAuthenticators(
                record,
                item =>
                    item with
                    {
                        ProtectedSecret =
                            item.ProtectedSecret is null
                            || stored?.Active?.Primary.ProtectedSecret is not { } first
                                ? item.ProtectedSecret
                                : first,
                    }
            ),
            Flaw.LosesSpentSignIns => record with { SpentSignIns = [] },
            Flaw.KeepsSpentSignIns => record with
            {
                SpentSignIns = [.. record.SpentSignIns.Union(stored?.SpentSignIns ?? [])],
            },
            Flaw.LosesEnrollment => record with { Enrollment = null },
            Flaw.KeepsEnrollment => record with
            {
                Enrollment = record.Enrollment ?? stored?.Enrollment,
            },
            Flaw.LosesWindows => record with { Windows = [] },
            Flaw.KeepsWindows => record with
            {
                Windows = [.. record.Windows.Union(stored?.Windows ?? [])],
            },
            Flaw.LosesEndedWindows => record with { OnlyListedWindows = false },
            Flaw.LosesMemberGeneration => record with { WindowGeneration = null },
            Flaw.CutsLists => record with
            {
                SpentSignIns = [.. record.SpentSignIns.Take(LongestList)],
            },
            Flaw.CutsBytes => WithAuthenticators(
                record,
                item =>
                    item with
                    {
                        ProtectedSecret = item.ProtectedSecret?.Take(LongestBinary).ToArray(),
                    }
            ),
            Flaw.NarrowSteps => WithAuthenticators(
                record,
                item => item with { LastAcceptedStep = (int)item.LastAcceptedStep }
            ),
            Flaw.KeepsFirstAuthenticatorOnly => record with
            {
                Active = record.Active is { } active
                    ? active with
                    {
                        Authenticators = [active.Primary],
                    }
                    : null,
            },
            Flaw.LosesPasskeys => WithAuthenticators(
                record,
                item =>
                    item.Passkey is { } passkey
                        ? item with
                        {
                            Passkey = passkey with { SignCount = 0 },
                        }
                        : item
            ),
            Flaw.LosesNames => WithAuthenticators(record, item => item with { Name = "" }),
            Flaw.LosesAdditions => record with
            {
                Pending = record.Pending is { } pending ? pending with { Adds = false } : null,
            },
            Flaw.KeepsFailures => record with
            {
                Failures = Math.Max(record.Failures, stored?.Failures ?? 0),
            },
            Flaw.RoundsTimes or Flaw.LosesOffsets => record with
            {
                LockedUntil = record.LockedUntil is { } until ? BentTime.Of(until, flaw) : null,
            },
            _ => record,
        };

    private static BindingRecord WithAuthenticators(
        BindingRecord record,
        Func<BoundAuthenticator, BoundAuthenticator> change
    ) =>
        record.Active is { } active
            ? record with
            {
                Active = active with { Authenticators = [.. active.Authenticators.Select(change)] },
            }
            : record;

    private static BindingRecord WithCodes(
        BindingRecord record,
        Func<BackupCodeSet, BackupCodeSet> change
    ) =>
        record.Active is { BackupCodes: { } codes } active
            ? record with
            {
                Active = active with { BackupCodes = change(codes) },
            }
            : record;
}
