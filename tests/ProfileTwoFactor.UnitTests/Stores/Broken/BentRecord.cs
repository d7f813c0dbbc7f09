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
            Flaw.KeepsFirstSecret => record with
            {
                Active =
                    record.Active is { } active && stored?.Active is { } first
                        ? active with
                        {
                            ProtectedSecret = first.ProtectedSecret,
                        }
                        : record.Active,
            },
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
            Flaw.CutsLists => record with
            {
                SpentSignIns = [.. record.SpentSignIns.Take(LongestList)],
            },
            Flaw.CutsBytes => record with
            {
                Active = record.Active is { } active
                    ? active with
                    {
                        ProtectedSecret = [.. active.ProtectedSecret.Take(LongestBinary)],
                    }
                    : null,
            },
            Flaw.NarrowSteps => record with
            {
                Active = record.Active is { } active
                    ? active with
                    {
                        LastAcceptedStep = (int)active.LastAcceptedStep,
                    }
                    : null,
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
