package io.otklik.standalone;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The script's last step of a build, so that the first start need not do it. */
@Command(name = "prepare", hidden = true, description = "Unpacks PostgreSQL.")
final class PrepareCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        PostgresProgram program = PostgresProgram.unpacked();
        return program.home().toFile().isDirectory() ? 0 : 1;
    }
}
