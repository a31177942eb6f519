package io.otklik.people;

import io.otklik.edge.KeptConnections;
import io.otklik.edge.Neighbour;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** identity-service, which owns the people, asked over its internal API. Every call fails when he is away. */
@ApplicationScoped
class Owner {

    /** The header of the service credential on internal calls. */
    static final String CREDENTIAL = "X-Otklik-Internal";

    private final WebClient client;
    private final PeopleConfig config;
    private final Neighbour identity;

    Owner(Vertx vertx, PeopleConfig config) {
        this.config = config;
        this.identity = new Neighbour(config.ownerUrl());
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setKeepAliveTimeout(KeptConnections.IDLE_SECONDS)
                        .setConnectTimeout((int) config.ownerPatience().toMillis()));
    }

    /** The person; empty when identity says that there is none. */
    Uni<Optional<PersonState>> person(long id) {
        return get("/internal/people/" + id).map(Owner::onePerson);
    }

    /** Those of the people who exist. */
    Uni<List<PersonState>> people(Collection<Long> ids) {
        String wanted = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        return get("/internal/people?ids=" + wanted).map(Owner::manyPeople);
    }

    /** Those of the people who exist. */
    Uni<List<PersonState>> peopleByUuid(Collection<UUID> uuids) {
        String wanted = uuids.stream().map(UUID::toString).collect(Collectors.joining(","));
        return get("/internal/people?uuids=" + wanted).map(Owner::manyPeople);
    }

    /** The ids of those whose personal names or e-mail have the text as a part, without regard to case; the newest thousand. */
    Uni<Set<Long>> matching(String text) {
        String words = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return get("/internal/people?search=" + words, config.searchPatience()).map(Owner::ids);
    }

    /** The public keys that identity signs with, as JSON Web Keys. */
    Uni<List<JsonObject>> keys() {
        return get("/.well-known/jwks.json").map(Owner::keys);
    }

    private Uni<HttpResponse<Buffer>> get(String path) {
        return get(path, config.ownerPatience());
    }

    private Uni<HttpResponse<Buffer>> get(String path, Duration patience) {
        return identity.ask(address -> client.getAbs(address + path)
                .putHeader(CREDENTIAL, config.internalToken())
                .timeout(patience.toMillis())
                .send());
    }

    private static Optional<PersonState> onePerson(HttpResponse<Buffer> response) {
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(person(successful(response).bodyAsBuffer().getBytes()));
    }

    private static List<PersonState> manyPeople(HttpResponse<Buffer> response) {
        JsonArray answers = successful(response).bodyAsJsonArray();
        List<PersonState> people = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            people.add(person(answers.getJsonObject(i).toBuffer().getBytes()));
        }
        return people;
    }

    private static Set<Long> ids(HttpResponse<Buffer> response) {
        return successful(response).bodyAsJsonArray().stream()
                .map(id -> ((Number) id).longValue())
                .collect(Collectors.toSet());
    }

    private static List<JsonObject> keys(HttpResponse<Buffer> response) {
        JsonArray keys = successful(response).bodyAsJsonObject().getJsonArray("keys");
        List<JsonObject> found = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            found.add(keys.getJsonObject(i));
        }
        return found;
    }

    private static HttpResponse<Buffer> successful(HttpResponse<Buffer> response) {
        if (response.statusCode() != 200) {
            throw new VertxException("identity-service answered " + response.statusCode(), true);
        }
        return response;
    }

    private static PersonState person(byte[] json) {
        try {
            return EventJson.readPerson(json);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
