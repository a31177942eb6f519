package io.otklik.notification.mail;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that falls silent and keeps its connections open: on the first {@link #MUTE} of them it never says a word, and to
 * whom is written as {@code silent…@} it leaves unsaid whether it took the mail, and at {@code hangs…@} it hangs up. It takes all the rest.
 */
public final class SilentServer implements QuarkusTestResourceLifecycleManager {

    /** As many as there are places for mails under way. */
    static final int MUTE = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private ServerSocket listener;

    @Override
    public Map<String, String> start() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
        return Map.of(
                "otklik.mail.smtp.host",
                "localhost",
                "otklik.mail.smtp.port",
                Integer.toString(listener.getLocalPort()),
                "otklik.mail.timeout",
                "1s",
                "otklik.mail.first-doubt",
                "10ms",
                "otklik.mail.concurrency",
                Integer.toString(MUTE));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                if (connections.incrementAndGet() > MUTE) {
                    threads.execute(() -> serve(socket));
                }
            }
        } catch (IOException stopped) {
            // no more connections
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            say(out, "220 ready");
            boolean silent = false;
            boolean hangs = false;
            for (String line = in.readLine(); line != null && !line.equals("QUIT"); line = in.readLine()) {
                silent = silent || line.startsWith("RCPT TO:<silent");
                hangs = hangs || line.startsWith("RCPT TO:<hangs");
                if (!line.equals("DATA")) {
                    say(out, "250 ok");
                } else if (!take(in, out) || hangs) {
                    return;
                } else if (silent) {
                    in.readLine(); // until the other side gives up
                    return;
                } else {
                    say(out, "250 taken");
                }
            }
        } catch (IOException gone) {
            // the other side's right
        }
    }

    private static boolean take(BufferedReader in, OutputStream out) throws IOException {
        say(out, "354 go on");
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
        return line != null;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void stop() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.shutdownNow();
    }
}
