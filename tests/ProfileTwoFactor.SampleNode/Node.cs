using ProfileTwoFactor.SampleNode;

// Alone, or as a host of several nodes that a test starts and stops; each of those is a site of its own, with its own services.
if (args is ["--nodes"])
{
    await NodeHost.RunAsync();
}
else
{
    new SiteRun(args).Run();
}
