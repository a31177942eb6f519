package io.otklik.standalone;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A broker and controller in one JVM of its own ({@link KafkaMain}), reachable from this machine only. */
final class LocalKafka implements LocalPart {
    private static final int CALL_LIMIT_MILLIS = 700;

    private final Path log;
    private final int port;
    private final int controllerPort;
    private final ParentTie tie;
    private final Durability durability;
    private final String mark;

    LocalKafka(Path log, int port, int controllerPort, ParentTie tie, Durability durability, String mark) {
        this.log = log;
        this.port = port;
        this.controllerPort = controllerPort;
        this.tie = tie;
        this.durability = durability;
        this.mark = mark;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(log);
    }

    @Override
    public ProcessBuilder command() {
        List<String> options = new ArrayList<>(List.of(mark, "-Xms64m", "-Xmx160m", "-XX:MaxDirectMemorySize=64m"));
        return OwnJvm.command(
                options,
                KafkaMain.class,
                List.of(
                        Integer.toString(port),
                        Integer.toString(controllerPort),
                        log.toString(),
                        tie.name(),
                        durability.name()));
    }

    /** Asks for the metadata of no topic and wants a broker in the answer: more than an open port, less than a client. */
    @Override
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), CALL_LIMIT_MILLIS);
            socket.setSoTimeout(CALL_LIMIT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            short metadata = 3;
            short version = 1;
            out.writeInt(14);
            out.writeShort(metadata);
            out.writeShort(version);
            out.writeInt(1);
            out.writeShort(-1);
            out.writeInt(0);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt();
            boolean ours = in.readInt() == 1;
            int brokers = in.readInt();
            return ours && brokers > 0;
        } catch (IOException down) {
            return false;
        }
    }
}
