namespace ProfileTwoFactor.Tests.Shared;

/// <summary>A theory that is too long for each run.</summary>
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() =>
        Skip = Tools.RunsLong ? null : "too long for each run; ./test.sh --long runs it";
}
