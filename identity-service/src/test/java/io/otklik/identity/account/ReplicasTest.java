package io.otklik.identity.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.identity.Api;
import io.otklik.identity.StandInReplicas;
import io.otklik.identity.Telegram;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the other services know of a person when a change of him is answered. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInReplicas.class)
class ReplicasTest {

    @Inject
    Accounts accounts;

    @Inject
    PersonReads people;

    @Test
    void everyChange_isToldToAll_beforeItsAnswer() throws Throwable {
        Api.Someone someone = Api.someone();
        assertEquals(Map.of(), StandInReplicas.told(state(someone.id())));
        changeRole(someone, "support");
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(state(someone.id())));
        changeRole(someone, "support"); // changes nothing
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(state(someone.id())));
        rename(someone.access(), "Борис");
        assertEquals("Борис", state(someone.id()).firstName());
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(state(someone.id())));
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(block(someone.id(), true)));
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(block(someone.id(), false)));
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(setPassword(someone.id())));
    }

    @Test
    void namesFromTelegram_areToldToAll_whenTheyAreOthers() throws Throwable {
        long telegramId = Telegram.freshId();
        PersonState made = arrive(telegramId, "Анна");
        assertEquals(made, arrive(telegramId, "Анна"));
        assertEquals(Map.of(), StandInReplicas.told(made));
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(arrive(telegramId, "Яна")));
    }

    @Test
    void serviceThatDoesNotAnswer_holdsUpNeitherTheChangeNorTheOthers() throws Throwable {
        Api.Someone someone = Api.someone();
        StandInReplicas.hold();
        try {
            changeRole(someone, "support");
            PersonState changed = state(someone.id());
            assertEquals(Role.SUPPORT, changed.role());
            assertEquals(Map.of("/notification", 1L, "/admin", 1L), StandInReplicas.told(changed));
        } finally {
            StandInReplicas.release();
        }
    }

    @Test
    void changeUnderAKey_isToldToAll_beforeItsAnswer() throws Throwable {
        Api.Someone someone = Api.someone();
        Api.authorized(Api.admin().access())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("role", "support"))
                .patch("/api/v1/admin/users/" + someone.id() + "/role/")
                .then()
                .statusCode(200);
        PersonState changed = state(someone.id());
        assertEquals(Role.SUPPORT, changed.role());
        assertEquals(StandInReplicas.everyone(), StandInReplicas.told(changed));
    }

    private static void changeRole(Api.Someone someone, String role) {
        Api.changeRole(Api.admin().access(), someone.id(), Map.of("role", role))
                .then()
                .statusCode(200);
    }

    private static void rename(String access, String firstName) {
        Api.authorized(access)
                .contentType(ContentType.JSON)
                .body(Map.of("first_name", firstName))
                .put("/bot/api/v1/auth/profile")
                .then()
                .statusCode(200);
    }

    private PersonState arrive(long telegramId, String firstName) throws Throwable {
        String uuid = Telegram.login(Telegram.data(telegramId, firstName, null, null))
                .then()
                .statusCode(200)
                .extract()
                .path("user.id");
        return VertxContextSupport.subscribeAndAwait(
                () -> people.allByUuid(List.of(UUID.fromString(uuid))).map(found -> found.get(0)));
    }

    private PersonState block(long id, boolean blocked) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(id, blocked, 0));
    }

    private PersonState setPassword(long id) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() ->
                accounts.setPassword(id, "none", person -> Uni.createFrom().voidItem()));
    }

    private PersonState state(long id) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> people.required(id));
    }
}
