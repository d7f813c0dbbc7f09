using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>What the next change leaves beside itself, in the same transaction: a row of the history, and what the app owes people.</summary>
internal sealed class ChangeTrail
{
    /// <summary>Null while nothing is being changed in an operator's name.</summary>
    public Entry? Current { get; set; }

    /// <param name="History">Null if the database has no history.</param>
    /// <param name="Owed">Null if no mail is to go out.</param>
    internal sealed record Entry(HistoryRecord? History, NotificationJob? Owed);
}
