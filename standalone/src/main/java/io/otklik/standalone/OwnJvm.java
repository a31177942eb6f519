package io.otklik.standalone;

import java.util.ArrayList;
import java.util.List;

/** Main classes of this module in JVMs of their own. */
final class OwnJvm {
    private OwnJvm() {}

    /** Small and quick to start rather than fast at full heat: these carry one person's load. */
    static ProcessBuilder command(List<String> options, Class<?> main, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Detached.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true"));
        words.addAll(options);
        words.add(main.getName());
        words.addAll(arguments);
        ProcessBuilder builder = Detached.command(words);
        // not an argument: with a test's hundreds of jars it would bury everything else in a list of processes
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder;
    }
}
