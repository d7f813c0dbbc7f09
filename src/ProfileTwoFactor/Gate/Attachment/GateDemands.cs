namespace ProfileTwoFactor.Gate.Attachment;

/// <summary>Which requirements of ours a policy has.</summary>
[Flags]
internal enum GateDemands
{
    None = 0,
    Profile = 1,
    Link = 2,
    Account = 4,
}
