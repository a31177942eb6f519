package io.otklik.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way from the suite to its mail sink, which can be barred. The sink itself goes on, since what it holds would be lost with it.
 */
final class MailDoor {

    /** What becomes of those who come. */
    enum State {
        OPEN,
        /** Their connections break before a word is said. */
        SHUT,
        /** They are told to come another time. */
        REFUSING,
        /** They are told nothing until they give up. */
        SILENT,
        /** Each of the sink's answers comes late. */
        SLOW,
        /** The sink gets their mail, and their connection breaks before they hear of it. */
        CUTTING,
        /** The sink gets their mail, and they hear nothing of it. */
        MUTE
    }

    private static final byte[] END_OF_MAIL = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REFUSAL = "421 Come another time\r\n".getBytes(StandardCharsets.US_ASCII);

    /** A mail takes about seven answers: together they stay below the 10 s that {@link Suite} gives a mail. */
    private static final Duration LATE = Duration.ofMillis(700);

    private final int sink;
    private final ServerSocket entrance;
    private final Set<Socket> inside = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger unheard = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private volatile State state = State.OPEN;

    MailDoor(int sink) {
        this.sink = sink;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        inBackground(this::admit);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Also ends the connections there are: they were made in another state. */
    void set(State next) {
        state = next;
        inside.forEach(MailDoor::close);
    }

    /** How many connections so far got no further than the door; of those that are told nothing, those that gave up. */
    int turnedAway() {
        return turnedAway.get();
    }

    /** How many mails so far the sink took without the sender hearing of it. */
    int unheard() {
        return unheard.get();
    }

    /** How many mails so far the sink took and said so late. */
    int late() {
        return late.get();
    }

    private void admit() {
        while (true) {
            try {
                Socket client = entrance.accept();
                inside.add(client);
                inBackground(() -> serve(client));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private void serve(Socket client) {
        State met = state;
        try {
            switch (met) {
                case SHUT -> {
                    turnedAway.incrementAndGet();
                    close(client);
                }
                case REFUSING -> {
                    client.getOutputStream().write(REFUSAL);
                    turnedAway.incrementAndGet();
                    close(client);
                }
                case SILENT -> {
                    while (client.getInputStream().read() >= 0) {
                        // whatever he says
                    }
                    turnedAway.incrementAndGet(); // he closed it: when the door does, reading fails
                    close(client);
                }
                case OPEN, SLOW, CUTTING, MUTE -> new Passage(client, met).open();
            }
        } catch (IOException broken) {
            close(client);
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "mail-door");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is
        }
    }

    /** One connection, all the way to the sink. */
    private final class Passage {

        private final Socket client;
        private final Socket server;
        private final State met;
        private volatile boolean handedOver; // a whole mail, of which the sink has said nothing yet

        Passage(Socket client, State met) throws IOException {
            this.client = client;
            this.server = new Socket(InetAddress.getLoopbackAddress(), sink);
            this.met = met;
            inside.add(server);
        }

        void open() {
            inBackground(() -> pass(client, server));
            pass(server, client);
        }

        private void pass(Socket from, Socket to) {
            byte[] tail = new byte[END_OF_MAIL.length];
            byte[] chunk = new byte[8192];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    boolean isVerdict = from == server && handedOver;
                    if (from == client) {
                        for (int i = 0; i < read; i++) {
                            System.arraycopy(tail, 1, tail, 0, tail.length - 1);
                            tail[tail.length - 1] = chunk[i];
                        }
                        handedOver |= Arrays.equals(tail, END_OF_MAIL);
                    } else if (isVerdict && (met == State.CUTTING || met == State.MUTE)) {
                        unheard.incrementAndGet();
                        if (met == State.CUTTING) {
                            return;
                        }
                        continue;
                    } else {
                        handedOver = false;
                        if (met == State.SLOW) {
                            Thread.sleep(LATE.toMillis()); // the fault itself: the test waits for mails, not for this
                        }
                    }
                    out.write(chunk, 0, read);
                    out.flush();
                    if (isVerdict && met == State.SLOW) {
                        late.incrementAndGet();
                    }
                }
            } catch (IOException broken) {
                // the other end learns of it by the close
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } finally {
                inside.remove(from);
                inside.remove(to);
            }
        }
    }
}
