namespace ProfileTwoFactor.IntegrationTests.Engine;

internal enum StoreCall
{
    FindPolicy,
    WritePolicy,
    FindBinding,
    WriteBinding,
    ListBindings,
    DeleteEpoch,
}
