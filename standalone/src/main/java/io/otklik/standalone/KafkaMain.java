package io.otklik.standalone;

import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** {@code <port> <controller port> <log folder> <parent tie> <durability>}: one KRaft node until TERM. */
final class KafkaMain {
    /** Any will do, but always the same one: the log folder remembers it. */
    private static final String CLUSTER = "T3RrbGlrTG9jYWxSdW4wMA";

    private KafkaMain() {}

    public static void main(String[] arguments) throws Exception {
        PartLog.toStandardOutput();
        ParentTie.valueOf(arguments[3]).watch();
        Properties properties = new Properties();
        properties.putAll(settings(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments[2],
                Durability.valueOf(arguments[4])));
        KafkaConfig config = KafkaConfig.fromProps(properties, false);
        new Formatter()
                .setClusterId(CLUSTER)
                .setNodeId(1)
                .setIgnoreFormatted(true)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(config.metadataLogDir())
                .addDirectory(arguments[2])
                .run();
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    static Map<String, String> settings(int port, int controllerPort, String log, Durability durability) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@localhost:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("log.dirs", log),
                // no other broker has what is acknowledged here (docs/adr/0010)
                Map.entry(
                        "log.flush.interval.messages",
                        durability == Durability.POWER_CUT ? "1" : Long.toString(Long.MAX_VALUE)),
                // topics are made by their owners, with partitions and retention said aloud
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "4"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                // a suite left alone for a month goes on where it stopped
                Map.entry("offsets.retention.minutes", "5256000"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // a broker that died is taken for gone soon, or its successor on the same log waits for seconds
                Map.entry("controlled.shutdown.enable", "true"),
                Map.entry("broker.session.timeout.ms", "1500"),
                Map.entry("broker.heartbeat.interval.ms", "300"),
                // an idle node writes nothing every half second
                Map.entry("metadata.max.idle.interval.ms", "5000"),
                // small: one person's load on a laptop
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("group.coordinator.threads", "1"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("log.cleaner.io.buffer.size", "65536"),
                Map.entry("log.index.size.max.bytes", "1048576"),
                Map.entry("log.segment.bytes", "67108864"));
    }
}
