package io.otklik.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "stop", description = "Stops one part and holds it down; returns when it is stopped.")
final class StopCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PART", description = "Its name.")
    private Part part;

    @Override
    public Integer call() {
        Hold hold = new Hold(Settings.ofThisProcess(), part);
        hold.lay();
        System.out.println(part.title() + " is stopped; ./otklik start " + part.title() + " lets it come back.");
        return 0;
    }
}
