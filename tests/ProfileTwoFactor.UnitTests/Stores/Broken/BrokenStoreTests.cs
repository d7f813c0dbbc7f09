using ProfileTwoFactor.Mail.Stores;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Testing.Stores;

namespace ProfileTwoFactor.UnitTests.Stores.Broken;

/// <summary>The contract is worth something only if it catches stores that are wrong.</summary>
public sealed class BrokenStoreTests
{
    [Theory]
    [InlineData(Flaw.SaysWrittenAlways, "Write_WithAnotherVersionThanStored_ChangesNothing")]
    [InlineData(Flaw.StaleReads, "Reads_AfterAWrite_SeeItOnEveryNode")]
    [InlineData(Flaw.LastWriteWins, "Write_RepeatedAfterALostAnswer_CountsOnce")]
    [InlineData(Flaw.CheckThenWrite, "Writers_InParallelOfANewRecord_HaveOneWinner")]
    [InlineData(Flaw.BringsBack, "Write_WithAVersionButNoRecord_IsAConflict")]
    [InlineData(Flaw.FoldsCase, "Scopes_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.TrimsKeys, "Scopes_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.NormalizesKeys, "Scopes_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.IgnoresStamps, "Scopes_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.IgnoresAccountStamps, "Scopes_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.IgnoresKinds, "Scopes_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.CutsKeys, "Ids_OfTheGreatestLength_AreKeptWhole")]
    [InlineData(Flaw.ForgetsTenants, "Policy_OfATenant_CarriesTheScopeItWasAskedFor")]
    [InlineData(Flaw.RoundsTimes, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesOffsets, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.SortsLists, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesWindowGeneration, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.MergesLists, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.StaysOff, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.CutsLists, "Write_OfManyEndedEpochs_CutsNothing")]
    [InlineData(Flaw.LosesValues, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.KeepsValues, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.SharesLists, "Lists_TheCallerKeepsChanging_DoNotChangeTheRecord")]
    public async Task A_policy_store_that_is_wrong_is_caught(Flaw flaw, string caughtBy) =>
        Assert.True(
            await ContractRun.CatchesAsync(
                () => new PolicyRun(flaw),
                PolicyStoreContract.Tests(),
                caughtBy
            )
        );

    [Theory]
    [InlineData(Flaw.SaysWrittenAlways, "Write_WithAnotherVersionThanStored_ChangesNothing")]
    [InlineData(Flaw.StaleReads, "Reads_AfterAWrite_SeeItOnEveryNode")]
    [InlineData(Flaw.LastWriteWins, "Write_RepeatedAfterALostAnswer_CountsOnce")]
    [InlineData(Flaw.CheckThenWrite, "Writers_InParallelOnOneRecord_NeverLoseAnUpdate")]
    [InlineData(Flaw.BringsBack, "Write_AfterTheEpochWasDeleted_DoesNotBringTheBindingBack")]
    [InlineData(Flaw.HidesDeleted, "Write_AsNewAfterTheEpochWasDeleted_StartsAgain")]
    [InlineData(Flaw.FoldsCase, "Keys_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.TrimsKeys, "Keys_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.NormalizesKeys, "Keys_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.IgnoresStamps, "Keys_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.IgnoresAccountStamps, "Keys_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.IgnoresKinds, "Keys_ThatLookAlike_AreKeptApart")]
    [InlineData(Flaw.CutsKeys, "Ids_OfTheGreatestLength_AreKeptWhole")]
    [InlineData(Flaw.ForgetsTenants, "Record_OfATenant_CarriesTheKeyItWasAskedFor")]
    [InlineData(Flaw.RoundsTimes, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesOffsets, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.NarrowSteps, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesSpentSignIns, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesEnrollment, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesWindows, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesEndedWindows, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesMemberGeneration, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.KeepsFirstAuthenticatorOnly, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesPasskeys, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesNames, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.LosesAdditions, "Write_EveryField_IsReadBack")]
    [InlineData(Flaw.CutsBytes, "Write_OfLongValues_CutsNothing")]
    [InlineData(Flaw.CutsLists, "Write_OfLongValues_CutsNothing")]
    [InlineData(Flaw.LosesDeletes, "DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther")]
    [InlineData(Flaw.DeletesTooMuch, "DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther")]
    [InlineData(Flaw.DeletesElsewhere, "DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther")]
    [InlineData(Flaw.DeletesOnePage, "DeleteEpoch_TakesEveryRecordOfThatEpoch_AndNoOther")]
    [InlineData(Flaw.ListsOnePage, "List_GivesEveryRecordOfThatEpochOnce_AndNoOther")]
    [InlineData(Flaw.ListsTwice, "List_GivesEveryRecordOfThatEpochOnce_AndNoOther")]
    [InlineData(Flaw.ListsWhatWas, "List_AfterAWrite_ShowsTheRecordAsItIsNow")]
    [InlineData(Flaw.SharesArrays, "Arrays_TheCallerWipes_DoNotWipeTheRecord")]
    [InlineData(Flaw.MergesFields, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.MergesCodes, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.KeepsFirstSet, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.KeepsFirstSecret, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.KeepsSpentSignIns, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.KeepsWindows, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.KeepsEnrollment, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    [InlineData(Flaw.KeepsFailures, "Write_EveryShapeOverEveryOther_LeavesNothingBehind")]
    public async Task A_secret_store_that_is_wrong_is_caught(Flaw flaw, string caughtBy) =>
        Assert.True(
            await ContractRun.CatchesAsync(
                () => new SecretRun(flaw),
                SecretStoreContract.Tests(),
                caughtBy
            )
        );

    [Theory]
    [InlineData(NotificationFlaw.SaysWrittenAlways, "Job_WrittenOverAnotherVersion_ChangesNothing")]
    [InlineData(NotificationFlaw.LastJobWins, "Job_WrittenOverAnotherVersion_ChangesNothing")]
    [InlineData(NotificationFlaw.CheckThenWrite, "Job_ThatSeveralNodesWant_HasOneWinner")]
    [InlineData(NotificationFlaw.BringsJobsBack, "Job_WithAVersionButNoRecord_IsAConflict")]
    [InlineData(
        NotificationFlaw.DeletesAnyVersion,
        "Delete_OfTheVersionRead_RemovesTheJob_AndOfAnotherDoesNot"
    )]
    [InlineData(NotificationFlaw.LosesJobDeletes, "Job_AsNewAfterItWasDeleted_StartsAgain")]
    [InlineData(NotificationFlaw.ListsInAnyOrder, "Due_IsWhatMayBeWorkedOnNow_LongestDueFirst")]
    [InlineData(
        NotificationFlaw.ComparesTexts,
        "Due_WrittenWithSeveralOffsets_IsOrderedByTheMoment"
    )]
    [InlineData(NotificationFlaw.ListsWhatWas, "Job_PutOff_IsDueAtItsNewMomentOnly")]
    [InlineData(NotificationFlaw.IgnoresLimit, "Due_IsWhatMayBeWorkedOnNow_LongestDueFirst")]
    [InlineData(NotificationFlaw.IgnoresLanes, "Due_IsOfTheListThatIsAskedFor")]
    [InlineData(NotificationFlaw.IgnoresGroups, "Due_WithoutSomeGroups_ShowsTheOthersBehindThem")]
    [InlineData(
        NotificationFlaw.LeavesGroupsOutLate,
        "Due_WithoutSomeGroups_ShowsTheOthersBehindThem"
    )]
    [InlineData(NotificationFlaw.FoldsGroups, "Due_WithoutSomeGroups_ShowsTheOthersBehindThem")]
    [InlineData(NotificationFlaw.RoundsTimes, "Job_EveryField_IsReadBack")]
    [InlineData(NotificationFlaw.CutsPayloads, "Payload_OfGreatLength_IsKeptWhole")]
    [InlineData(NotificationFlaw.FoldsCase, "Ids_ThatLookAlike_AreKeptApart")]
    [InlineData(
        NotificationFlaw.LastDeliveryWins,
        "Delivery_WrittenOverAnotherVersion_ChangesNothing"
    )]
    [InlineData(
        NotificationFlaw.BringsDeliveriesBack,
        "Delivery_AfterItWasDeleted_IsNotBroughtBack"
    )]
    [InlineData(NotificationFlaw.StaysSettled, "Delivery_EveryField_IsReadBack_AndReplaced")]
    [InlineData(NotificationFlaw.KeepsAttempts, "Delivery_EveryField_IsReadBack_AndReplaced")]
    [InlineData(NotificationFlaw.KeepsAbout, "Delivery_EveryField_IsReadBack_AndReplaced")]
    [InlineData(NotificationFlaw.DeletesByPrefix, "Deliveries_OfJobsThatLookAlike_AreDeletedApart")]
    [InlineData(
        NotificationFlaw.LosesDeliveryDeletes,
        "Deliveries_OfOneJob_AreFoundAndDeletedWithoutThoseOfOthers"
    )]
    [InlineData(
        NotificationFlaw.DeletesOnePage,
        "Deliveries_OfOneJob_AreFoundAndDeletedWithoutThoseOfOthers"
    )]
    [InlineData(
        NotificationFlaw.FindsOnePage,
        "Deliveries_OfOneJob_AreFoundAndDeletedWithoutThoseOfOthers"
    )]
    [InlineData(
        NotificationFlaw.KeepsGroups,
        "Group_ThatIsDeleted_LosesItsJobsAndDeliveries_AndNoOtherDoes"
    )]
    [InlineData(
        NotificationFlaw.DeletesGroupsThatLookAlike,
        "Group_ThatIsDeleted_LosesItsJobsAndDeliveries_AndNoOtherDoes"
    )]
    [InlineData(
        NotificationFlaw.DeletesWhatIsDueOfAGroup,
        "Group_ThatIsDeleted_LosesItsJobsAndDeliveries_AndNoOtherDoes"
    )]
    [InlineData(
        NotificationFlaw.KeepsDeliveriesOfGroups,
        "Group_ThatIsDeleted_LosesItsJobsAndDeliveries_AndNoOtherDoes"
    )]
    public async Task A_notification_store_that_is_wrong_is_caught(
        NotificationFlaw flaw,
        string caughtBy
    ) =>
        Assert.True(
            await ContractRun.CatchesAsync(
                () => new NotificationRun(flaw),
                NotificationStoreContract.Tests(),
                caughtBy
            )
        );

    [Fact]
    public async Task A_store_without_a_flaw_passes()
    {
        Assert.Empty(
            await ContractRun.FailuresAsync(
                () => new PolicyRun(Flaw.None),
                PolicyStoreContract.Tests()
            )
        );
        Assert.Empty(
            await ContractRun.FailuresAsync(
                () => new SecretRun(Flaw.None),
                SecretStoreContract.Tests()
            )
        );
        Assert.Empty(
            await ContractRun.FailuresAsync(
                () => new NotificationRun(NotificationFlaw.None),
                NotificationStoreContract.Tests()
            )
        );
    }

    [Theory]
    [InlineData(JointFlaw.TakesAnyStores, "ReadsFrom_ItsStoresAndOthers_TellsThemApart")]
    [InlineData(JointFlaw.InnerJoin, "Find_PolicyWithoutABinding_ReturnsThePolicy")]
    [InlineData(JointFlaw.OwnEpoch, "Find_BindingsOfOthers_AreNotReturned")]
    [InlineData(JointFlaw.StaleReads, "Find_AfterAWrite_SeesIt")]
    [InlineData(JointFlaw.ForgetsTenants, "Find_OfATenant_CarriesWhatItWasAskedFor")]
    public async Task A_joint_store_that_is_wrong_is_caught(JointFlaw flaw, string caughtBy) =>
        Assert.True(
            await ContractRun.CatchesAsync(
                () => new JointRun(flaw),
                PolicyBindingStoreContract.Tests(),
                caughtBy
            )
        );

    [Fact]
    public async Task The_joint_store_without_a_flaw_meets_its_contract() =>
        Assert.Empty(
            await ContractRun.FailuresAsync(
                () => new JointRun(JointFlaw.None),
                PolicyBindingStoreContract.Tests()
            )
        );

    // Private, so that the runner doesn't take them for tests of a store that should pass.
    private sealed class PolicyRun(Flaw flaw) : PolicyStoreContract
    {
        protected override IPolicyStore Policies { get; } = new BrokenPolicyStore(flaw);

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class SecretRun(Flaw flaw) : SecretStoreContract
    {
        protected override ISecretStore Secrets { get; } = new BrokenSecretStore(flaw);

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class JointRun : PolicyBindingStoreContract
    {
        public JointRun(JointFlaw flaw)
        {
            Policies = new BrokenPolicyStore(Flaw.None);
            Secrets = new BrokenSecretStore(Flaw.None);
            Joint = new BrokenJointStore(Policies, Secrets, flaw);
        }

        protected override IPolicyBindingStore Joint { get; }

        protected override IPolicyStore Policies { get; }

        protected override ISecretStore Secrets { get; }

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }

    private sealed class NotificationRun(NotificationFlaw flaw) : NotificationStoreContract
    {
        protected override INotificationStore Notifications { get; } =
            flaw >= NotificationFlaw.KeepsGroups
                ? new BrokenGroupStore(flaw)
                : new BrokenNotificationStore(flaw);

        public override Task Store_MeetsTheContract(string test) => RunAsync(test);
    }
}
