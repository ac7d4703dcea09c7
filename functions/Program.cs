using Compliance.Functions.Tool;

if (args.Length > 0 && ToolCommands.IsVerb(args[0]))
{
    return await ToolCommands.RunAsync(args, ToolConsole.OfProcess());
}

Console.WriteLine("compliance");
return 0;
