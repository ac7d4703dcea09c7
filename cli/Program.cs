using Compliance.Cli;

return await CliCommands.RunAsync(args, CliConsole.OfProcess());
