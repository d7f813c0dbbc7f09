namespace HeatmapSite.Profiles;

/// <summary>Somebody was removed while their request was on its way.</summary>
internal sealed class NotAMemberException() : Exception("The caller is no member of this profile.");
