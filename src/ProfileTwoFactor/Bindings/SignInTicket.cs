using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Bindings;

/// <summary>The one-time right to complete a sign-in that an accepted code uses up, in the same write.</summary>
internal readonly record struct SignInTicket(string Id, DateTimeOffset ExpiresAt)
{
    public bool IsSpentIn(BindingRecord record)
    {
        foreach (var spent in record.SpentSignIns)
        {
            if (string.Equals(spent.Id, Id, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The list with this one in it and without those that have expired by now.</summary>
    public IReadOnlyList<SpentSignIn> AddedTo(BindingRecord record, DateTimeOffset now) =>
        [
            .. record.SpentSignIns.Where(spent => spent.ExpiresAt > now),
            new SpentSignIn(Id, ExpiresAt),
        ];
}
