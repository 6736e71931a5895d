using Samanvay.Conformance;

return Runner.Run(args, Console.Out);
