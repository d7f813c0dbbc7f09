using ProfileTwoFactor.Tool.CommandLine;
using ProfileTwoFactor.Tool.Output;

return await ToolCommandLine.RunAsync(args, ToolConsole.OfProcess());
