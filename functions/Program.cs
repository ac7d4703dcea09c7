using Compliance.Functions.Hosting;

return await Startup.RunAsync(args);
