package io.otklik.notification.socket;

import io.otklik.edge.Language;
import io.otklik.edge.Messages;
import io.otklik.edge.Origins;
import io.otklik.edge.Problem;
import io.otklik.events.Claims;
import io.otklik.events.Role;
import io.otklik.outbox.LiveStreams;
import io.otklik.people.People;
import io.otklik.people.Tokens;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.websockets.next.HttpUpgradeCheck.HttpUpgradeContext;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The door of every socket: whose token it is and where the page comes from. */
@ApplicationScoped
public class Admission {

    static final UserData.TypedKey<Admitted> ADMITTED = new UserData.TypedKey<>("otklik.admitted");

    /** Those that the server's setting supported-subprotocols echoes: without its echo a browser gives the socket up. */
    private static final Set<String> SUBPROTOCOLS = Set.of("bearer", "Bearer");

    private static final long RETRY_AFTER_SECONDS = 5;

    private final Tokens tokens;
    private final People people;
    private final Origins origins;
    private final Sockets sockets;
    private final LiveStreams live;

    Admission(
            Tokens tokens,
            People people,
            @ConfigProperty(name = "otklik.public-url") String publicUrl,
            SocketSettings settings,
            Sockets sockets,
            LiveStreams live) {
        this.tokens = tokens;
        this.people = people;
        this.origins = Origins.of(publicUrl, settings.allowedOrigins().orElse(List.of()));
        this.sockets = sockets;
        this.live = live;
    }

    /**
     * Who wants the socket; the endpoint finds him again under {@link #ADMITTED}. Fails with a {@link Problem}: 401 without a token or with a bad one, 403 for a foreign origin, 429 when the person has too many sockets open already. The token comes as
     * {@code ?token=}, as {@code Authorization: Bearer}, or as the subprotocol after {@code bearer}; the first that is there counts.
     */
    public Uni<Admitted> admit(HttpUpgradeContext context) {
        return verified(context.httpRequest())
                .invoke(admitted -> context.userData().put(ADMITTED, admitted));
    }

    /** Like {@link #admit}, for sockets of agents only: 403 for others. */
    public Uni<Admitted> admitAgent(HttpUpgradeContext context) {
        return admit(context).chain(this::agent).invoke(admitted -> context.userData()
                .put(ADMITTED, admitted));
    }

    private Uni<Admitted> verified(HttpServerRequest request) {
        Optional<String> token = token(request);
        if (token.isEmpty()) {
            return Uni.createFrom().failure(Problem.unauthenticated());
        }
        Language language = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return tokens.verify(token.get())
                .onFailure(AuthenticationFailedException.class)
                .transform(bad -> Problem.tokenNotValid())
                .map(verified -> admitted(verified, language))
                .invoke(() -> requireOrigin(request))
                .invoke(this::requireRoom);
    }

    /** Fails with 503 while this replica does not know yet where the live events begin. */
    public void requireLive() {
        if (!live.arePositioned()) {
            throw Problem.of(Problem.Kind.UNAVAILABLE, Messages.UNAVAILABLE);
        }
    }

    /** The person as he is after his owner was asked, if need be. */
    private Uni<Admitted> agent(Admitted admitted) {
        long id = admitted.person().id();
        return people.atLeast(Role.SUPPORT, id).map(isAgent -> {
            if (!isAgent) {
                throw Problem.forbidden();
            }
            return new Admitted(
                    people.known(id).orElse(admitted.person()),
                    admitted.tokenVersion(),
                    admitted.expiresAt(),
                    admitted.language());
        });
    }

    private static Admitted admitted(Tokens.Verified verified, Language language) {
        int version = Integer.parseInt(verified.token().getClaim(Claims.VERSION).toString());
        return new Admitted(verified.person(), version, verified.expiresAt(), language);
    }

    private void requireOrigin(HttpServerRequest request) {
        if (!origins.allow(request.getHeader(HttpHeaders.ORIGIN))) {
            throw Problem.forbidden();
        }
    }

    private void requireRoom(Admitted admitted) {
        if (!sockets.hasRoom(admitted.person().id())) {
            throw Problem.tooManyRequests(RETRY_AFTER_SECONDS);
        }
    }

    private static Optional<String> token(HttpServerRequest request) {
        String parameter = request.getParam("token");
        if (parameter != null && !parameter.isEmpty()) {
            return Optional.of(parameter);
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).strip()).filter(token -> !token.isEmpty());
        }
        return ofSubprotocols(request.headers().getAll("Sec-WebSocket-Protocol"));
    }

    private static Optional<String> ofSubprotocols(List<String> headers) {
        List<String> offered = headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        return offered.size() == 2 && SUBPROTOCOLS.contains(offered.get(0))
                ? Optional.of(offered.get(1))
                : Optional.empty();
    }
}
