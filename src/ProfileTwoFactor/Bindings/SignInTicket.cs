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

    /// <summary>The list with this one in it and without those that have expired on every node.</summary>
    /// <param name="record">What is stored.</param>
    /// <param name="now">The time on this node.</param>
    /// <param name="skew">How far behind the clock of another node may be: there, what has expired here can still be presented.</param>
    public IReadOnlyList<SpentSignIn> AddedTo(
        BindingRecord record,
        DateTimeOffset now,
        TimeSpan skew
    ) =>
        [
            .. record.SpentSignIns.Where(spent => spent.ExpiresAt > now - skew),
            new SpentSignIn(Id, ExpiresAt),
        ];
}
