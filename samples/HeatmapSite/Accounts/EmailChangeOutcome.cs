namespace HeatmapSite.Accounts;

/// <summary>The outcome of a request for another e-mail. It never reveals whether another account has that address.</summary>
internal enum EmailChangeOutcome
{
    /// <summary>A mail is on its way to the new address; nothing is changed yet.</summary>
    Mailed,

    AddressRefused,

    /// <summary>It is the person's address already.</summary>
    Same,
    WrongPassword,

    /// <summary>The last one was asked for a moment ago.</summary>
    TooSoon,

    /// <summary>The person asked for as many as a day allows.</summary>
    TooMany,

    /// <summary>The address got a mail a few minutes ago, regardless of who asked for it.</summary>
    AddressTooSoon,

    /// <summary>The mail system does not take mails, so no address can be proven.</summary>
    NotMailed,
}
