namespace HeatmapSite.Profiles;

/// <summary>The member was removed while their request was running.</summary>
internal sealed class NotAMemberException()
    : Exception("The caller isn't a member of this profile.");
