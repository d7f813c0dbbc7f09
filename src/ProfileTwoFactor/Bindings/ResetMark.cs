using ProfileTwoFactor.Infrastructure;
using ProfileTwoFactor.Passkeys;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>What a reset leaves in the record, so that a passkey that a browser was asked for before it isn't bound after it.</summary>
/// <remarks>Among what must not be used again, until no challenge of the time before can be answered: the stores need no column for it.</remarks>
internal static class ResetMark
{
    // No id of a sign-in or challenge has a dot.
    private const string Prefix = "reset.";

    /// <summary>The mark of the last reset. Null if there was none for longer than a challenge lives.</summary>
    public static string? Of(BindingRecord? record)
    {
        foreach (var spent in record?.SpentSignIns ?? [])
        {
            if (IsMark(spent))
            {
                return spent.Id;
            }
        }

        return null;
    }

    /// <summary>Whether the record was reset after this mark was read.</summary>
    public static bool IsAfter(BindingRecord record, string? mark) =>
        Of(record) is { } last && !string.Equals(last, mark, StringComparison.Ordinal);

    public static BindingRecord PutOn(BindingRecord record, DateTimeOffset now) =>
        record with
        {
            SpentSignIns =
            [
                .. record.SpentSignIns.Where(spent => !IsMark(spent)),
                new SpentSignIn(Prefix + RandomId.Create(), now + PasskeyTicketCarrier.Lifetime),
            ],
        };

    private static bool IsMark(SpentSignIn spent) =>
        spent.Id.StartsWith(Prefix, StringComparison.Ordinal);
}
