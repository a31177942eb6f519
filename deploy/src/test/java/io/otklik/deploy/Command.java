package io.otklik.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that was run to its end, in the project's folder. */
record Command(int exit, String output, String errors) {

    static Command run(List<String> words, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(Project.ROOT.toFile());
        builder.environment().putAll(environment);
        Path errors = Files.createTempFile("command", ".err");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    static Command run(String... words) throws IOException, InterruptedException {
        return run(List.of(words), Map.of());
    }

    /** Whether the program is there and answers. */
    static boolean works(String... words) throws InterruptedException {
        try {
            return run(words).exit() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    String succeeded() {
        if (exit != 0) {
            throw new AssertionError("exit " + exit + ": " + errors);
        }
        return output;
    }
}
