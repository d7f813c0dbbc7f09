using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Tool.Changes;

/// <summary>A row of the history, and a job that makes a node of the app tell the person and the app's audit trail.</summary>
/// <param name="History">Null if the database has no history.</param>
/// <param name="Owed">What the app owes.</param>
internal sealed record TrailEntry(HistoryRecord? History, NotificationJob Owed);
