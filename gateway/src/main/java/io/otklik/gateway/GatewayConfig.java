package io.otklik.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Where the services are, and how long and how much is taken. */
@ConfigMapping(prefix = "otklik.gateway")
interface GatewayConfig {

    Services services();

    /** The services' addresses: scheme, host, port. */
    interface Services {

        URI identity();

        URI ticket();

        URI notification();

        URI admin();
    }

    /** Hosts, with or without a port, where {@code /api/v1/**} is the bot's contract. */
    Set<String> botHosts();

    /** The longest wait for a connection to a service. Together with {@link #answerTimeout} under the promised 10 s. */
    @WithDefault("PT1S")
    Duration connectTimeout();

    /** The longest wait for a service that has the whole request, or that does not take more of it. */
    @WithDefault("PT8.5S")
    Duration answerTimeout();

    /** The longest wait for a service's readiness. */
    @WithDefault("PT2S")
    Duration healthTimeout();

    /** The largest JSON body (contracts/README.md, section 3). */
    @WithDefault("1M")
    MemorySize jsonLimit();

    /** The largest body of any kind. */
    @WithDefault("105M")
    MemorySize bodyLimit();

    /** The largest body that is kept until the answer comes, so that a write with an Idempotency-Key can be repeated. */
    @WithDefault("64K")
    MemorySize repeatLimit();

    /** Connections per service for requests. */
    @WithDefault("128")
    int connections();

    /** Requests per service that may wait for a connection. */
    @WithDefault("4096")
    int waiting();

    /** Sockets; each has an upstream connection of its own. */
    @WithDefault("20000")
    int sockets();
}
