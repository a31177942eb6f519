package io.otklik.notification.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Limits of the sockets, and who may open them from a browser. */
@ConfigMapping(prefix = "otklik.sockets")
interface SocketSettings {

    /** Origins besides our own that browsers may connect from, such as {@code https://desk.example.com}. */
    Optional<List<String>> allowedOrigins();

    /** OTKLIK_SOCKETS_PER_PERSON: sockets that a person may have open at each replica. */
    @WithDefault("100")
    int perPerson();

    /** OTKLIK_RATE_LIMITS: {@code off} lets a person have as many as he likes. */
    @WithDefault("on")
    boolean limited();

    /** Frames that may wait for a slow reader; one more closes his socket. */
    @WithDefault("1000")
    int maxWaitingFrames();

    /** Characters that may wait for a slow reader; one more closes his socket. */
    @WithDefault("1000000")
    int maxWaitingCharacters();

    /** Frames a second that a client may send; one more closes his socket. */
    @WithDefault("20")
    int framesPerSecond();
}
