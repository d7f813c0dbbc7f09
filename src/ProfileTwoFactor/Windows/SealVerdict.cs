namespace ProfileTwoFactor.Windows;

/// <summary>What an entry of the cache turned out to be.</summary>
internal enum SealVerdict
{
    /// <summary>Ours, for this place, kind and owner.</summary>
    Valid,

    /// <summary>A valid entry of this place for another owner: another member who used the same browser, or an older binding or password.</summary>
    AnotherOwners,

    /// <summary>It was sealed for another place or kind, or is not a seal at all.</summary>
    Foreign,

    /// <summary>It can't be decrypted here. Another node may be able to.</summary>
    Unreadable,
}
