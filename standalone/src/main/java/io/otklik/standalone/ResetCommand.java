package io.otklik.standalone;

import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reset", description = "Stops the suite and deletes all its data: tickets, people, events, logs.")
final class ResetCommand implements Callable<Integer> {
    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        Settings settings = Settings.ofThisProcess();
        settings.data().requireOurs();
        if (!yes && !agreed(settings)) {
            System.out.println("Nothing was deleted.");
            return 1;
        }
        if (new RunningSuite(settings).reset()) {
            System.out.println("Stopped.");
        }
        System.out.println("Deleted " + settings.data().root() + ".");
        return 0;
    }

    private static boolean agreed(Settings settings) {
        System.out.print("This deletes everything in " + settings.data().root() + ". Go on? [y/N] ");
        System.out.flush();
        Scanner answer = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8);
        return answer.hasNextLine()
                && answer.nextLine().strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
