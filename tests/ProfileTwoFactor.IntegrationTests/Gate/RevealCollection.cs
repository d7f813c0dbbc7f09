namespace ProfileTwoFactor.IntegrationTests.Gate;

/// <summary>Runs alone: its tests count what all endpoints of the process reveal.</summary>
[CollectionDefinition("Counts what endpoints reveal", DisableParallelization = true)]
public sealed class RevealCollection;
