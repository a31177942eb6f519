package io.otklik.identity.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.otklik.events.PersonChanged;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.identity.Api;
import io.otklik.identity.PeopleTopic;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class PersonChangesTest {

    @Inject
    Accounts accounts;

    @Inject
    PersonReads people;

    @Test
    void everyChange_isPublishedWhole_inTheOrderOfRevisions() throws Throwable {
        try (PeopleTopic topic = new PeopleTopic()) {
            Api.Someone admin = Api.admin();
            Api.Someone someone = Api.someone();
            Api.changeRole(admin.access(), someone.id(), Map.of("role", "support"))
                    .then()
                    .statusCode(200);
            // The role it already has: nothing changes.
            Api.changeRole(admin.access(), someone.id(), Map.of("role", "support"))
                    .then()
                    .statusCode(200);
            assertEquals(3, give(someone.id(), Role.MODERATOR).revision());
            assertEquals(4, block(someone.id(), true).revision());
            assertEquals(4, block(someone.id(), true).revision());
            assertEquals(5, block(someone.id(), false).revision());
            PersonState last = give(someone.id(), Role.USER);

            List<PersonChanged> changes = topic.of(someone.id(), 6);
            assertEquals(
                    List.of(1L, 2L, 3L, 4L, 5L, 6L),
                    changes.stream().map(change -> change.person().revision()).toList());
            PersonState first = changes.get(0).person();
            assertEquals(someone.username(), first.username());
            assertEquals(someone.email(), first.email());
            assertEquals(7, first.uuid().version());
            assertEquals(Role.USER, first.role());
            assertNull(first.staffSince());
            assertEquals(1, first.tokenVersion());
            assertEquals(Role.SUPPORT, changes.get(1).person().role());
            assertNotNull(changes.get(1).person().staffSince());
            assertEquals(
                    changes.get(1).person().staffSince(),
                    changes.get(2).person().staffSince());
            assertEquals(2, changes.get(3).person().tokenVersion());
            assertEquals(true, changes.get(3).person().blocked());
            assertEquals(false, changes.get(4).person().blocked());
            assertNull(changes.get(5).person().staffSince());
            // The answer, the row and the event are one state.
            assertEquals(last, changes.get(5).person());
            assertEquals(last, VertxContextSupport.subscribeAndAwait(() -> people.required(someone.id())));
        }
    }

    @Test
    void concurrentChanges_areEachPublished_inTheOrderOfRevisions() throws Throwable {
        try (PeopleTopic topic = new PeopleTopic()) {
            long id = Api.someone().id();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Role role = i % 2 == 0 ? Role.SUPPORT : Role.MODERATOR;
                changes.add(threads.submit(() -> {
                    try {
                        return give(id, role);
                    } catch (Throwable failed) {
                        throw new IllegalStateException(failed);
                    }
                }));
            }
            for (Future<?> change : changes) {
                change.get();
            }
            threads.shutdown();
            long last = VertxContextSupport.subscribeAndAwait(() -> people.required(id))
                    .revision();
            assertEquals(
                    IntStream.rangeClosed(1, (int) last)
                            .mapToObj(revision -> (long) revision)
                            .toList(),
                    topic.of(id, (int) last).stream()
                            .map(change -> change.person().revision())
                            .toList());
        }
    }

    private PersonState give(long id, Role role) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> accounts.changeRole(new RoleChange(id, role, 0, true)));
    }

    private PersonState block(long id, boolean blocked) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> accounts.setBlocked(id, blocked, 0));
    }
}
