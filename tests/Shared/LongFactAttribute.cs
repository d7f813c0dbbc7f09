namespace ProfileTwoFactor.Tests.Shared;

/// <summary>A fact that is too long for each run.</summary>
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() =>
        Skip = Tools.RunsLong ? null : "too long for each run; ./test.sh --long runs it";
}
