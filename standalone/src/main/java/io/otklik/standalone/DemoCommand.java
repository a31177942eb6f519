package io.otklik.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description =
                "Loads people, categories, tickets, files and chats into the running suite, to try it out. What is"
                        + " there already stays as it is.")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Settings settings = Settings.ofThisProcess();
        RunningSuite suite = new RunningSuite(settings);
        if (!suite.ready()) {
            throw new UserError("The suite is not up. Start it first: ./otklik up -d");
        }
        String gateway = suite.statuses().stream()
                .filter(status -> status.part() == Part.GATEWAY)
                .map(status -> "http://localhost:" + status.port())
                .findFirst()
                .orElseThrow();
        System.out.print(new Demo(new DemoClient(gateway), settings.environment()).load());
        return 0;
    }
}
