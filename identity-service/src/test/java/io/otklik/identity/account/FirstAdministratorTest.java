package io.otklik.identity.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.identity.DatabaseTestBase;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class FirstAdministratorTest extends DatabaseTestBase {

    @Inject
    FirstAdministrator first;

    @Test
    void twoReplicasThatStartAtOnce_makeOne() throws Exception {
        // As if nobody had been made: the administrator of this suite steps back under other names.
        long before = count("person");
        run("update person set role = 'USER', staff_since = null where role = 'ADMIN'");
        run("update login_name set name = 'past-' || name where name in ('admin', 'admin@example.com')");
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        List<Future<?>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(replicas.submit(() -> {
                try {
                    return VertxContextSupport.subscribeAndAwait(first::ensure);
                } catch (Throwable failed) {
                    throw new IllegalStateException(failed);
                }
            }));
        }
        for (Future<?> start : starts) {
            start.get();
        }
        replicas.shutdown();
        assertEquals(before + 1, count("person"));
        assertEquals(1, count("person where role = 'ADMIN'"));
        Api.login("admin", "Admin_12345").then().statusCode(200);
        Api.login("ADMIN@example.com", "Admin_12345").then().statusCode(200);
    }
}
