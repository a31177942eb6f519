package io.otklik.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the services are, and how long and how much is taken. */
@ConfigMapping(prefix = "otklik.gateway")
interface GatewayConfig {

    Services services();

    /** The services' addresses: scheme, host, port; several of a service are its replicas. */
    interface Services {

        List<URI> identity();

        List<URI> ticket();

        List<URI> notification();

        List<URI> admin();
    }

    /** Where users reach us. */
    URI publicUrl();

    /** Origins besides our own whose pages may call us, such as {@code https://desk.example.com}. */
    Optional<List<String>> allowedOrigins();

    /** Networks whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed, such as {@code 10.0.0.0/8}. */
    Optional<List<CidrAddress>> trustedProxies();

    Limits limits();

    /** What one address may ask for. */
    interface Limits {

        /** OTKLIK_RATE_LIMITS: {@code off} limits nothing. */
        @WithDefault("on")
        State state();

        enum State {
            ON,
            OFF
        }

        /** Addresses that are remembered at a time, for each of the two rates. */
        @WithDefault("20000")
        long addresses();

        /**
         * Everything but health. A thousand people behind one address ask less in a second, and so does a client next door that asks
         * one thing after another as fast as it gets answers; an import that runs asks for some thousands at once.
         */
        RequestRate requests();

        /**
         * What identity does for people whom it does not know yet. It hashes passwords on two threads, which one address
         * shall not fill for long; the burst is what a whole office needs in the morning.
         */
        SessionRate sessions();

        interface RequestRate extends Rate {

            @Override
            @WithDefault("30000")
            int perMinute();

            @Override
            @WithDefault("5000")
            int burst();
        }

        interface SessionRate extends Rate {

            @Override
            @WithDefault("3000")
            int perMinute();

            @Override
            @WithDefault("500")
            int burst();
        }
    }

    interface Rate {

        /** Lasting. */
        int perMinute();

        /** At once, after a pause. */
        int burst();
    }

    /** Hosts, with or without a port, where {@code /api/v1/**} is the bot's contract. */
    Optional<Set<String>> botHosts();

    /** The longest wait for a connection to a service. */
    @WithDefault("PT1S")
    Duration connectTimeout();

    /**
     * The longest wait for a service: from the first try, a second one included, to the answer; with a large body, while the service
     * has all of it or does not take more. Together with {@link #connectTimeout} under the promised 10 s.
     */
    @WithDefault("PT8.5S")
    Duration answerTimeout();

    /** The longest wait for a service's readiness. */
    @WithDefault("PT2S")
    Duration healthTimeout();

    /** The largest body (contracts/README.md, section 3), but for {@link #bodyLimit}. */
    @WithDefault("1M")
    MemorySize jsonLimit();

    /** The largest form with files, which only ticket-service takes. */
    @WithDefault("105M")
    MemorySize bodyLimit();

    /** The longest wait for a body that comes slower than {@link #bodyPace}. */
    @WithDefault("PT30S")
    Duration bodyGrace();

    /** Bytes a second; a body of 105 MiB at this pace takes not quite two hours. */
    @WithDefault("16K")
    MemorySize bodyPace();

    /** The longest target of a request, in characters. A token may travel in the query of a socket's URL. */
    @WithDefault("8000")
    int targetLimit();

    /** All headers together, in characters; the services take 20 KiB, and the gateway has some to add. */
    @WithDefault("18000")
    int headersLimit();

    /** The largest body that is waited for before a connection to the service is taken, where its length is known. */
    @WithDefault("64K")
    MemorySize keepLimit();

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
