package io.otklik.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** The mail sink in a JVM of its own ({@link MailMain}), reachable from this machine only. */
final class LocalMail implements LocalPart {
    private static final int CALL_LIMIT_MILLIS = 700;

    private final int smtpPort;
    private final int imapPort;
    private final ParentTie tie;
    private final String mark;

    LocalMail(int smtpPort, int imapPort, ParentTie tie, String mark) {
        this.smtpPort = smtpPort;
        this.imapPort = imapPort;
        this.tie = tie;
        this.mark = mark;
    }

    @Override
    public void prepare() {}

    @Override
    public ProcessBuilder command() {
        return OwnJvm.command(
                List.of(mark, "-Xms16m", "-Xmx96m"),
                MailMain.class,
                List.of(Integer.toString(smtpPort), Integer.toString(imapPort), tie.name()));
    }

    @Override
    public boolean answers() {
        return greets(smtpPort, "220 ") && greets(imapPort, "* OK ");
    }

    private static boolean greets(int port, String greeting) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), CALL_LIMIT_MILLIS);
            socket.setSoTimeout(CALL_LIMIT_MILLIS);
            byte[] start = socket.getInputStream().readNBytes(greeting.length());
            return new String(start, java.nio.charset.StandardCharsets.US_ASCII).equals(greeting);
        } catch (IOException down) {
            return false;
        }
    }
}
