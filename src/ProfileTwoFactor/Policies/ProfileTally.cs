namespace ProfileTwoFactor.Policies;

/// <summary>The count of one profile.</summary>
internal sealed class ProfileTally(DateTimeOffset begun)
{
    /// <summary>Of a profile with more members than this, so many are told apart.</summary>
    private const int MostMembers = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private long _requests;

    public void Add(string memberId)
    {
        lock (_lock)
        {
            _requests++;
            if (_members.Count < MostMembers)
            {
                _members.Add(memberId);
            }
        }
    }

    public WouldRefuseReading Read()
    {
        lock (_lock)
        {
            return new(begun, _requests, _members.Count);
        }
    }
}
