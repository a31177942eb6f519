package io.otklik.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "start", description = "Lets a stopped part come back; returns when it is ready.")
final class StartCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PART", description = "Its name.")
    private Part part;

    @Override
    public Integer call() {
        Hold hold = new Hold(Settings.ofThisProcess(), part);
        hold.lift();
        System.out.println(part.title() + " is ready.");
        return 0;
    }
}
