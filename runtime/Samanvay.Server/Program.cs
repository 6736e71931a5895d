using Samanvay.Server.Verbs;

return await CommandLine.RunAsync(args);
