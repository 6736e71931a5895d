namespace Samanvay.Server.Verbs;

/// <summary>The verbs of the program; <c>serve</c> when none is named.</summary>
internal static class CommandLine
{
    private const int BadUsage = 2;

    private const string Help = """
        Samanvay: a city's agencies act together

        usage: samanvay [verb] [options]

        verbs
          serve                     start the server (the default)
            --city sample|empty     what a new data folder starts with; default sample
            --data FOLDER           where everything is kept; default ./data
            --database DATABASE     sqlite (a file in the data folder; the default), or a PostgreSQL connection:
                                    "Host=localhost;Database=samanvay;Username=samanvay"; several servers may share it.
                                    Its password comes from SAMANVAY_DATABASE_PASSWORD. postgres: the whole
                                    connection comes from SAMANVAY_DATABASE
            --urls ADDRESS          where to listen; default http://localhost:5080
            --no-season             do not play the sample season
            --clock INSTANT         where a new sample city's clock begins, for replays

          replay FILE               feed a CSV of readings through the intake of a running server
            --mapping FILE          which columns are what (see samples/README.md)
            --key KEY               an API key of the city
            --to ADDRESS            the server; default http://localhost:5080
            --device ID             whose readings these are, where the mapping does not say it
            --shift                 move the readings to end now, in place of setting a sample city's clock
            --end INSTANT           with --shift: where the last reading is moved, in place of now

          audit verify [ARCHIVE]    compare all histories with their hashes and with the last seal, or one archive
                                    with its hashes and its signature; may run beside the server
            --archives FOLDER       where the archives are; default: in the data folder
            --data FOLDER           where everything is kept; default ./data
            --database DATABASE     as with serve
            --key FILE              the public key, from where this machine can not change it

          history export FILE       write what happened, without what is archived, for process mining; may run
                                    beside the server
            --format FORMAT         ocel-json, ocel-sqlite, xes or csv; without it the ending of FILE says it
            --from, --to INSTANT    what began in this span, whole
            --city, --procedure ID  only one city, only the runs of one procedure
            --people                name people and tell what they wrote; else other names stand for theirs
            --data FOLDER           where everything is kept; default ./data
            --database DATABASE     as with serve

          backup FOLDER             copy a data folder with its SQLite file while the server runs, and verify the copy
            --data FOLDER           what to copy; default ./data

          restore FOLDER            verify a backup and make a data folder of it
            --data FOLDER           the new data folder; default ./data

          help, --help              this text
          version, --version        the version of this program
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var (verb, rest) = args is [{ } first, ..] && !first.StartsWith('-') ? (first, args[1..]) : ("serve", args);
        if (args.Any(argument => argument is "--help" or "-h"))
            verb = "help";
        else if (args is ["--version"])
            verb = "version";

        try
        {
            switch (verb)
            {
                case "serve":
                    return await ServeVerb.RunAsync(ServeOptions.Read(rest));

                case "replay":
                    return await ReplayVerb.RunAsync(ReplayOptions.Read(rest), Console.Out, Console.Error);

                case "audit":
                    return await AuditVerb.RunAsync(AuditOptions.Read(rest), Console.Out, Console.Error);

                case "history":
                    return await HistoryVerb.RunAsync(HistoryOptions.Read(rest), Console.Out, Console.Error);

                case "backup":
                    return await BackupVerb.RunAsync(BackupOptions.ReadBackup(rest), Console.Out, Console.Error);

                case "restore":
                    return await BackupVerb.RunAsync(BackupOptions.ReadRestore(rest), Console.Out, Console.Error);

                case "help":
                    Console.WriteLine(Help);
                    return 0;

                case "version":
                    Console.WriteLine(typeof(CommandLine).Assembly.GetName().Version?.ToString(3));
                    return 0;

                default:
                    throw new UsageException($"There is no verb '{verb}'.");
            }
        }
        catch (UsageException problem)
        {
            await Console.Error.WriteLineAsync($"{problem.Message} See --help.");
            return BadUsage;
        }
    }
}

/// <summary>The words of a command line can not be carried out as written.</summary>
internal sealed class UsageException(string message) : Exception(message);
