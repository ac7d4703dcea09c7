using Compliance.Cli;

using var interrupt = new Interrupt(Console.Error);
return await CliCommands.RunAsync(args, CliConsole.OfProcess(), interrupt.Token);
