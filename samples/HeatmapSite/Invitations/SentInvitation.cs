namespace HeatmapSite.Invitations;

/// <summary>An invitation that was made.</summary>
/// <param name="Token">What opens it. Only the invited person's mail and the Owner's answer hold it.</param>
/// <param name="Mailed">False when the mail could not be sent: the Owner passes the link on, or invites again.</param>
internal sealed record SentInvitation(string Token, bool Mailed);
