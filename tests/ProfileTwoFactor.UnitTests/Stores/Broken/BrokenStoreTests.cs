using ProfileTwoFactor.Testing;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>The contract is worth something only if it catches stores that are wrong.</summary>
public sealed class BrokenStoreTests
{
    [Theory]
    [InlineData(Flaw.SaysWrittenAlways, "Write_WithAnotherVersionThanStored_ChangesNothing")]
    [InlineData(Flaw.StaleReads, "Reads_AfterAWrite_SeeItOnEveryNode")]
    [InlineData(Flaw.LastWriteWins, "Write_RepeatedAfterALostAnswer_CountsOnce")]
    [InlineData(Flaw.CheckThenWrite, "Writers_InParallelOfANewRecord_HaveOneWinner")]
    [InlineData(Flaw.FoldsCase, "Scopes_ThatLookAlike_AreKeptApart")]
    public async Task A_policy_store_that_is_wrong_is_caught(Flaw flaw, string caughtBy)
    {
        var failures = await ContractRun.FailuresAsync(() => new PolicyRun(flaw), caughtBy);

        Assert.Contains(caughtBy, failures);
    }

    [Theory]
    [InlineData(Flaw.SaysWrittenAlways, "Write_WithAnotherVersionThanStored_ChangesNothing")]
    [InlineData(Flaw.StaleReads, "Reads_AfterAWrite_SeeItOnEveryNode")]
    [InlineData(Flaw.LastWriteWins, "Write_RepeatedAfterALostAnswer_CountsOnce")]
    [InlineData(Flaw.CheckThenWrite, "Writers_InParallelOnOneRecord_NeverLoseAnUpdate")]
    [InlineData(Flaw.FoldsCase, "Keys_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.LosesDeletes, "DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther")]
    [InlineData(Flaw.DeletesTooMuch, "DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther")]
    [InlineData(Flaw.SharesArrays, "Arrays_TheCallerWipes_DoNotWipeTheRecord")]
    [InlineData(Flaw.MergesFields, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    public async Task A_secret_store_that_is_wrong_is_caught(Flaw flaw, string caughtBy)
    {
        var failures = await ContractRun.FailuresAsync(() => new SecretRun(flaw), caughtBy);

        Assert.Contains(caughtBy, failures);
    }

    [Fact]
    public async Task A_store_without_a_flaw_passes()
    {
        Assert.Empty(await ContractRun.FailuresAsync(() => new PolicyRun(Flaw.None)));
        Assert.Empty(await ContractRun.FailuresAsync(() => new SecretRun(Flaw.None)));
    }

    // Private, so that the runner doesn't take them for tests of a store that should pass.
    private sealed class PolicyRun(Flaw flaw) : PolicyStoreContract
    {
        protected override IPolicyStore Policies { get; } = new BrokenPolicyStore(flaw);
    }

    private sealed class SecretRun(Flaw flaw) : SecretStoreContract
    {
        protected override ISecretStore Secrets { get; } = new BrokenSecretStore(flaw);
    }
}
