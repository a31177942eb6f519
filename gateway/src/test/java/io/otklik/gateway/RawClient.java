package io.otklik.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** A client that sends what no decent client would, over one connection. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /** One response; a body that ends before its length says so is an {@link IOException}. */
    record Answer(int status, List<String> headers, String body) {

        String header(String name) {
            List<String> values = all(name);
            return values.isEmpty() ? null : values.get(0);
        }

        List<String> all(String name) {
            List<String> values = new ArrayList<>();
            for (String header : headers) {
                if (header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    values.add(header.substring(name.length() + 1).strip());
                }
            }
            return values;
        }
    }

    /** The headers that ask for a WebSocket. */
    static final String[] UPGRADE = {
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private static final long PATIENCE_MILLIS = 30_000;
    private static final Timer TIMER = new Timer("raw-clients", true);

    RawClient(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(15_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        TIMER.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        giveUp();
                    }
                },
                PATIENCE_MILLIS);
    }

    /** Ends a write that nobody takes; it knows no timeout. */
    private void giveUp() {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** A GET with this request target, with these further header lines. */
    Answer get(String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        send(request + "\r\n");
        return read();
    }

    Answer read() throws IOException {
        String status = line();
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        Answer head = new Answer(Integer.parseInt(status.split(" ", -1)[1]), headers, "");
        if (head.status() == 100 || head.status() == 101) {
            return head;
        }
        byte[] body = "chunked".equals(head.header("Transfer-Encoding"))
                ? chunks()
                : exactly(head.header("Content-Length") == null ? 0 : Integer.parseInt(head.header("Content-Length")));
        return new Answer(head.status(), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The next bytes as they come, of a connection that was upgraded. */
    byte[] bytes(int size) throws IOException {
        return exactly(size);
    }

    /** Whether the gateway has closed the connection; waits for that or for bytes. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            body.write(exactly(size));
            String end = line();
            if (!end.isEmpty()) {
                throw new IOException("no chunk ends with " + end);
            }
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new IOException("broken off after " + bytes.length + " of " + size);
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c == '\n') {
                return line.toString();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
