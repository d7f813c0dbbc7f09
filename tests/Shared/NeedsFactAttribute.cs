namespace ProfileTwoFactor.Tests.Shared;

/// <summary>A fact that uses a program for real.</summary>
internal sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(params string[] tools) => Skip = Tools.WhyNot(tools);
}
