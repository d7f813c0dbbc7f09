namespace ProfileTwoFactor.Tests.Shared;

/// <summary>A theory that uses a program for real.</summary>
internal sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(params string[] tools) => Skip = Tools.WhyNot(tools);
}
