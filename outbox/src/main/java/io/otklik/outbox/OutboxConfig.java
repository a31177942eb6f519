package io.otklik.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of the way out: from the table outbox to Kafka. */
@ConfigMapping(prefix = "otklik.outbox")
interface OutboxConfig {

    Relay relay();

    interface Relay {

        /** Whether this process runs a relay. Of all that run on one database, one is active. */
        @WithDefault("true")
        boolean enabled();

        /** Where the relay connects to; {@code quarkus.datasource.jdbc.url} when absent. Never a pooler: it holds a session lock. */
        Optional<String> jdbcUrl();

        /** The longest pause between two looks at the table when nobody tells of new rows. */
        @WithDefault("PT0.25S")
        Duration pollInterval();

        /**
         * The pause after a batch that left nothing behind. An event that comes alone goes at once; under load some go together, which costs
         * the database, Kafka and all who read from it little more than one does.
         */
        @WithDefault("PT0.01S")
        Duration gathering();

        /** How often a relay that is not the active one tries to become it. */
        @WithDefault("PT0.25S")
        Duration takeoverInterval();

        /** How long it then waits until the one before it has noticed, and has stopped sending. */
        @WithDefault("PT0.75S")
        Duration handover();

        /**
         * Whether Kafka itself refuses a relay that was replaced and does not know it yet, by transactions: for topics of which
         * the last record of a key counts. Costs a batch some 2 ms, and 25 ms one that follows at once.
         */
        @WithDefault("false")
        boolean fenced();

        /** The most rows published at once. */
        @WithDefault("500")
        int batchSize();
    }
}
