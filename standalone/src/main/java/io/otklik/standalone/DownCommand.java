package io.otklik.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops the suite, and what a killed launcher left running. The data stays.")
final class DownCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        long start = System.nanoTime();
        boolean stopped = new RunningSuite(Settings.ofThisProcess()).stop();
        System.out.println(
                stopped ? "Stopped in %.1f s.".formatted((System.nanoTime() - start) / 1e9) : "Nothing was running.");
        return 0;
    }
}
