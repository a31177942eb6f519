package io.otklik.standalone;

import java.io.IOException;

/** A signal by name: Java itself can only send TERM and KILL. */
enum StopSignal {
    TERM,
    INT,
    QUIT,
    KILL;

    /** A process that is already gone is no error. */
    void send(long pid) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -s " + name() + " \"$1\"", "sh", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("cannot send " + name() + " to " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
