package io.otklik.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line. Exit codes: 0 done, 1 not done, 2 not understood. */
@Command(
        name = "otklik",
        description = "Runs the whole suite on this machine: PostgreSQL, Kafka, a mail sink and the five services.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            StopCommand.class,
            StartCommand.class,
            RestartCommand.class,
            DemoCommand.class,
            ResetCommand.class,
            RebuildCommand.class,
            ReconcileCommand.class,
            ReplayCommand.class,
            PrepareCommand.class
        },
        footer = {
            "",
            "Parts: identity-service, ticket-service, notification-service, admin-service, gateway,",
            "       postgres, kafka, mail; with --replicas 2 also identity-service-2, ..., gateway-2.",
            "Ports: OTKLIK_GATEWAY_PORT (8000), OTKLIK_IDENTITY_PORT, OTKLIK_TICKET_PORT,",
            "       OTKLIK_NOTIFICATION_PORT, OTKLIK_ADMIN_PORT (8001-8004), of the second replicas",
            "       OTKLIK_GATEWAY_2_PORT (8010), ..., OTKLIK_ADMIN_2_PORT (8014), OTKLIK_POSTGRES_PORT (15432),",
            "       OTKLIK_KAFKA_PORT (19092), OTKLIK_KAFKA_CONTROLLER_PORT (19093),",
            "       OTKLIK_SMTP_PORT (3025), OTKLIK_IMAP_PORT (3143).",
            "Data:  .otklik in the project, or the absolute path in OTKLIK_DATA."
        },
        synopsisSubcommandLabel = "COMMAND",
        usageHelpWidth = 100)
final class Main implements Runnable {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .registerConverter(Part.class, Main::part)
                .setParameterExceptionHandler(Main::notUnderstood)
                .setExecutionExceptionHandler(Main::failed);
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static Part part(String title) {
        return Part.titled(title)
                .orElseThrow(() -> new CommandLine.TypeConversionException(
                        "there is no part '" + title + "'; the parts are " + Part.titles()));
    }

    private static int notUnderstood(ParameterException e, String[] arguments) {
        System.err.println(e.getMessage());
        System.err.println("Help: ./" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return 2;
    }

    private static int failed(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof UserError) {
            System.err.println(e.getMessage());
            return 1;
        }
        throw e;
    }
}
